using Legation.Records.Storage;
using Legation.Records.Storage.Sqlite;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records.Storage;

public sealed class SqliteStoreContractTests : StoreContract
{
    protected override IRecordStore Open(DirectoryInfo folder) =>
        SqliteStore.Open(new FileInfo(Path.Combine(folder.FullName, "journal.db")));
}

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteStore store;

    public SqliteStoreTests() => store = SqliteStore.Open(folder.File("journal.db"));

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void every_commit_of_the_writer_is_synced_to_disk()
    {
        using var writer = store.OpenWriter();

        writer.Query("PRAGMA synchronous", r => r.GetInt32(0)).Single().ShouldBe(2);
        writer.Query("PRAGMA journal_mode", r => r.GetString(0)).Single().ShouldBe("wal");
    }

    [Theory]
    [InlineData("")]
    [InlineData("before\0after")]
    [InlineData("計画")]
    public void text_comes_back_whole(string text)
    {
        var many = string.Concat(Enumerable.Repeat(text, 500));
        using var reader = store.OpenReader();

        reader
            .Query("SELECT $1, $2", r => (r.GetString(0), r.GetString(1)), text, many)
            .Single()
            .ShouldBe((text, many));
    }

    [Fact]
    public void a_reading_session_cannot_write()
    {
        using var reader = store.OpenReader();

        Should.Throw<System.Data.Common.DbException>(() =>
            reader.Query("DELETE FROM journal RETURNING seq", r => r.GetInt64(0))
        );
    }
}
