using System.Diagnostics;
using Legation.Records;
using Legation.Records.Signing;
using Microsoft.Data.Sqlite;

namespace Legation.Bench;

/// <summary>Ledger.Commit by 64 writers against prepared inserts of the same bytes in batches of 64, both synced.</summary>
internal static class LedgerBench
{
    private const int WarmUp = 10_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, int count)
    {
        var reference = Reference(folder.CreateSubdirectory($"reference-{count}"), count);
        var kernel = await RateAsync(folder.CreateSubdirectory($"kernel-{count}"), count, modules: false);
        var full = await RateAsync(folder.CreateSubdirectory($"full-{count}"), count, modules: true);
        var size = FormattableString.Invariant($"{count:N0} records of 2 KB");
        return
        [
            new Figure("Ledger.Commit, kernel only", size, kernel, "records/s", reference, "–", null),
            new Figure(
                "Ledger.Commit, with module projections",
                size,
                full,
                "records/s",
                reference,
                "≥ 25 %",
                full >= 0.25 * reference
            ),
        ];
    }

    /// <summary>Records committed in a second by the ledger of one node.</summary>
    public static async Task<double> RateAsync(DirectoryInfo folder, int count, bool modules)
    {
        await using var node = new BenchNode(folder, modules);
        var post = RecordId.New("post", TimeProvider.System.GetUtcNow());
        var author = new Author(RecordId.New("person", TimeProvider.System.GetUtcNow()), post);
        RecordId[] audience = [node.Identity.Organisation, post];
        var records = SampleRecords.Make(node.Maker, author, audience, count + WarmUp);
        await Writers.CommitAsync(node.Ledger, records.AsMemory(0, WarmUp));
        var watch = Stopwatch.StartNew();
        await Writers.CommitAsync(node.Ledger, records.AsMemory(WarmUp));
        return count / watch.Elapsed.TotalSeconds;
    }

    private static double Reference(DirectoryInfo folder, int count)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder.FullName, "raw.db")};Pooling=False"
        );
        connection.Open();
        foreach (
            var pragma in new[] { "page_size=8192", "journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=16000" }
        )
            Run(connection, $"PRAGMA {pragma}");
        Run(connection, "CREATE TABLE raw (seq INTEGER PRIMARY KEY, header BLOB, salt BLOB, body BLOB)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO raw (header, salt, body) VALUES ($1, $2, $3)";
        var header = insert.Parameters.Add("$1", SqliteType.Blob);
        var salt = insert.Parameters.Add("$2", SqliteType.Blob);
        var body = insert.Parameters.Add("$3", SqliteType.Blob);
        (header.Value, salt.Value, body.Value) = (new byte[620], new byte[16], new byte[2048]);
        var watch = Stopwatch.StartNew();
        for (var done = 0; done < count; )
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < Writers.Count && done < count; i++, done++)
                insert.ExecuteNonQuery();
            transaction.Commit();
        }
        return count / watch.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
