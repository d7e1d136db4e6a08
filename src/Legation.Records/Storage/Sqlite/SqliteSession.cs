using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Legation.Records.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Not for two threads at once.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IWriteSession
{
    /// <summary>Appends an entry: <see cref="Row"/>.</summary>
    public const string InsertEntry = """
        INSERT INTO journal (seq, type, at, record, label, audience, leaf, content, salt, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> redirected = new(StringComparer.Ordinal);
    private SqliteTransaction? transaction;

    public void Begin()
    {
        transaction = connection.BeginTransaction(deferred: false);
    }

    public void Commit() => End(t => t.Commit());

    public void Rollback() => End(t => t.Rollback());

    public void Append(in JournalEntry entry) => Execute(InsertEntry, Row(entry));

    public static object?[] Row(in JournalEntry entry) =>
        [
            entry.Seq,
            (long)entry.Type,
            entry.At,
            entry.Record,
            (long)entry.Label,
            (long)entry.Audience,
            entry.Leaf.ToBytes(),
            entry.Content,
            entry.Salt,
            entry.Body,
        ];

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values.Length).Run(values);

    public int ExecuteOnShadow(string sql, params ReadOnlySpan<object?> values)
    {
        if (!redirected.TryGetValue(sql, out var shadow))
            redirected[sql] = shadow = SqliteShadow.Redirect(sql);
        return Execute(shadow, values);
    }

    public void CreateShadow(string script)
    {
        foreach (var table in SqliteShadow.Tables(script))
            Once($"DROP TABLE IF EXISTS {SqliteShadow.Redirect(table)}");
        Once(SqliteShadow.Definition(script, Once("PRAGMA schema_version")!.ToString()!));
    }

    public void SwapShadow(string script)
    {
        foreach (var table in SqliteShadow.Tables(script))
        {
            Once($"DROP TABLE {table}");
            Once($"ALTER TABLE {SqliteShadow.Redirect(table)} RENAME TO {table}");
        }
        Execute(SqliteShadow.Complete, SqliteShadow.Hash(script));
    }

    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values) =>
        Prepare(sql, values.Length).Read(map, values);

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        transaction?.Dispose();
        connection.Dispose();
    }

    private void End(Action<SqliteTransaction> how)
    {
        using var ended = transaction ?? throw new InvalidOperationException("No transaction has begun.");
        transaction = null;
        how(ended);
    }

    private object? Once(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command.ExecuteScalar();
    }

    private SqliteStatement Prepare(string sql, int parameters)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new SqliteStatement(connection, sql, parameters));
        return statement;
    }
}
