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

    private SqliteStore(string file)
    {
        writeString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        readString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = true,
        }.ToString();
        admin = Open(writeString);
    }

    /// <summary>Opens the store in the file, making it if there is none.</summary>
    public static SqliteStore Open(FileInfo file)
    {
        file.Directory?.Create();
        var store = new SqliteStore(file.FullName);
        store.Run("CREATE TABLE IF NOT EXISTS schema_part (part TEXT PRIMARY KEY, version INTEGER NOT NULL)");
        store.Run(SqliteShadow.Catalogue);
        store.MigrateState(
            "journal",
            [
                EmbeddedSql.Read(typeof(SqliteStore), "journal.sql"),
                EmbeddedSql.Read(typeof(SqliteStore), "journal-002.sql"),
                EmbeddedSql.Read(typeof(SqliteStore), "journal-003.sql"),
                EmbeddedSql.Read(typeof(SqliteStore), "journal-004.sql"),
                EmbeddedSql.Read(typeof(SqliteStore), "journal-005.sql"),
                EmbeddedSql.Read(typeof(SqliteStore), "journal-006.sql"),
                EmbeddedSql.Read(typeof(SqliteStore), "journal-007.sql"),
                EmbeddedSql.Read(typeof(SqliteStore), "journal-008.sql"),
                EmbeddedSql.Read(typeof(SqliteStore), "journal-009.sql"),
                EmbeddedSql.Read(typeof(SqliteStore), "journal-010.sql"),
            ]
        );
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
        return new SqliteSession(connection);
    }

    /// <inheritdoc/>
    public void ConfigureReading(DbContextOptionsBuilder options) => options.UseSqlite(readString);

    /// <inheritdoc/>
    public void MigrateState(string part, IReadOnlyList<string> scripts)
    {
        var done = Convert.ToInt32(
            Scalar("SELECT version FROM schema_part WHERE part = $1", part) ?? 0,
            CultureInfo.InvariantCulture
        );
        if (done > scripts.Count)
            throw new InvalidOperationException($"The store's {part} was written by a newer version of this program.");
        for (var number = done; number < scripts.Count; number++)
        {
            using var transaction = admin.BeginTransaction();
            Run(scripts[number]);
            Run("INSERT OR REPLACE INTO schema_part (part, version) VALUES ($1, $2)", part, number + 1);
            transaction.Commit();
        }
    }

    /// <inheritdoc/>
    public bool PrepareProjections(string module, string script)
    {
        var hash = SqliteShadow.Hash(script);
        if (hash.Equals(Scalar("SELECT hash FROM projection WHERE module = $1 AND complete = 1", module)))
            return true;
        using var transaction = admin.BeginTransaction();
        foreach (var table in TablesOf(module))
            Run($"DROP TABLE IF EXISTS {table}");
        Run(script);
        // Complete only when the replayed tables have taken their place: a node may stop in between.
        Run(
            "INSERT OR REPLACE INTO projection (module, hash, tables, complete) VALUES ($1, $2, $3, 0)",
            module,
            hash,
            string.Join(' ', SqliteShadow.Tables(script))
        );
        transaction.Commit();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        admin.Dispose();
        using var pool = new SqliteConnection(readString);
        SqliteConnection.ClearPool(pool);
    }

    private string[] TablesOf(string module) =>
        ((string?)Scalar("SELECT tables FROM projection WHERE module = $1", module))?.Split(' ') ?? [];

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        WaitWhileBusy(connection);
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

    private void Run(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object> values)
    {
        var command = admin.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command;
    }
}
