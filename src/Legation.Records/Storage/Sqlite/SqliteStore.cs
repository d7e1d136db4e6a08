using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Legation.Records.Storage.Sqlite;

/// <summary>The embedded store: one SQLite file in the node's folder, write-ahead log, every commit synced.</summary>
public sealed class SqliteStore : IRecordStore
{
    private const int FullSynchronous = 2;
    private const int MostMilliseconds = 30_000;
    private readonly string readString;
    private readonly string writeString;
    private readonly SqliteConnection admin;
    private readonly SqliteSchema schema;
    private readonly string folder;

    private SqliteStore(string file)
    {
        folder = Path.GetDirectoryName(file)!;
        writeString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        readString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = true,
        }.ToString();
        admin = Open(writeString);
        schema = new SqliteSchema(admin);
    }

    /// <summary>Opens the store in the file, making it if there is none.</summary>
    public static SqliteStore Open(FileInfo file)
    {
        file.Directory?.Create();
        var store = new SqliteStore(file.FullName);
        store.schema.Begin();
        return store;
    }

    /// <inheritdoc/>
    public IWriteSession OpenWriter() => new SqliteSession(Open(writeString));

    /// <inheritdoc/>
    public IReadSession OpenReader()
    {
        var connection = new SqliteConnection(readString);
        connection.Open();
        WaitWhileBusy(connection);
        SqliteStatement.KeepPlans(connection);
        return new SqliteSession(connection);
    }

    /// <inheritdoc/>
    public void ConfigureReading(DbContextOptionsBuilder options) => options.UseSqlite(readString);

    /// <inheritdoc/>
    public void MigrateState(string part, IReadOnlyList<string> scripts) => schema.MigrateState(part, scripts);

    /// <inheritdoc/>
    public bool PrepareProjections(string module, string script) => schema.PrepareProjections(module, script);

    /// <inheritdoc/>
    public ISearchStore OpenSearch() => new SqliteSearch(new FileInfo(Path.Combine(folder, "search.db")));

    /// <inheritdoc/>
    public void Dispose()
    {
        admin.Dispose();
        using var pool = new SqliteConnection(readString);
        SqliteConnection.ClearPool(pool);
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        WaitWhileBusy(connection);
        SqliteStatement.KeepPlans(connection);
        // Page size and checkpoint interval: together nearly twice the rate of the defaults.
        Pragma(connection, "page_size = 8192");
        Pragma(connection, "journal_mode = WAL");
        Pragma(connection, "synchronous = FULL");
        Pragma(connection, "wal_autocheckpoint = 16000");
        Pragma(connection, "cache_size = -32000");
        if (Convert.ToInt32(Pragma(connection, "synchronous"), CultureInfo.InvariantCulture) != FullSynchronous)
            throw new InvalidOperationException(
                "The journal is not synced at every commit: synchronous is not FULL. A power cut would lose acknowledged records."
            );
        return connection;
    }

    // The driver would try again by itself; statements that run straight on the engine leave that to the engine.
    private static void WaitWhileBusy(SqliteConnection connection) =>
        raw.sqlite3_busy_timeout(connection.Handle, MostMilliseconds);

    private static object? Pragma(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return command.ExecuteScalar();
    }
}
