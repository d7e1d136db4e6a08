using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Legation.Records.Storage.Sqlite;

/// <summary>Which tables a store has: brings them up to date over one connection.</summary>
internal sealed class SqliteSchema(SqliteConnection connection)
{
    /// <summary>Makes the tables of the journal, as far as they are not there.</summary>
    public void Begin()
    {
        Run("CREATE TABLE IF NOT EXISTS schema_part (part TEXT PRIMARY KEY, version INTEGER NOT NULL)");
        Run(SqliteShadow.Catalogue);
        MigrateState(
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
                EmbeddedSql.Read(typeof(SqliteStore), "journal-011.sql"),
            ]
        );
    }

    /// <inheritdoc cref="IRecordStore.MigrateState"/>
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
            using var transaction = connection.BeginTransaction();
            Run(scripts[number]);
            Run("INSERT OR REPLACE INTO schema_part (part, version) VALUES ($1, $2)", part, number + 1);
            transaction.Commit();
        }
    }

    /// <inheritdoc cref="IRecordStore.PrepareProjections"/>
    public bool PrepareProjections(string module, string script)
    {
        var hash = SqliteShadow.Hash(script);
        if (hash.Equals(Scalar("SELECT hash FROM projection WHERE module = $1 AND complete = 1", module)))
            return true;
        using var transaction = connection.BeginTransaction();
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

    private string[] TablesOf(string module) =>
        ((string?)Scalar("SELECT tables FROM projection WHERE module = $1", module))?.Split(' ') ?? [];

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
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command;
    }
}
