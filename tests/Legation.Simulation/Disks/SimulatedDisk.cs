using System.Data.Common;
using Legation.Records.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Legation.Simulation;

/// <summary>
/// What outlives a node's process: one database in memory. It keeps what was committed and loses the rest when the power
/// fails. Its prepared statements, which cost more than a schedule, stay when an earlier state is put back.
/// </summary>
internal sealed class SimulatedDisk : IDisposable
{
    private const string Late = "late";
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);
    private readonly List<Action> written = [];
    private readonly Dictionary<string, DiskCopy> copies = new(StringComparer.Ordinal);
    private readonly HashSet<string> prepared = new(StringComparer.Ordinal);
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private bool isOpen;
    private int fuse;
    private bool fuseEnds;
    private bool hasLate;

    public SimulatedDisk()
    {
        connection.Open();
        SqliteStatement.KeepPlans(connection);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_size = 4096; PRAGMA temp_store = MEMORY";
        command.ExecuteNonQuery();
        Schema = new SqliteSchema(connection);
        Schema.Begin();
    }

    private SqliteSchema Schema { get; }

    public SqliteConnection Connection => connection;

    /// <summary>Everything fails until <see cref="PowerOn"/>.</summary>
    public bool IsDown { get; private set; }

    /// <summary>It says that a transaction is durable when it is not: that is so only when the next one begins.</summary>
    public bool IsLate { get; set; }

    /// <summary>After so many writes the power fails, or one write does.</summary>
    public void FailAfter(int writes, bool powerFails) => (fuse, fuseEnds) = (writes, powerFails);

    /// <summary>What was not committed is gone; what ran on it is over.</summary>
    public void PowerOff()
    {
        IsDown = true;
        fuse = 0;
        if (isOpen)
            Undo();
        if (hasLate)
            Run($"ROLLBACK TO {Late}");
        SettleLate();
    }

    public void PowerOn() => IsDown = false;

    /// <summary>Applies scripts; asked again for the same, it knows that they are applied.</summary>
    public void Migrate(string part, IReadOnlyList<string> scripts)
    {
        if (!prepared.Contains($"{part} state {scripts.Count}"))
            Schema.MigrateState(part, scripts);
        prepared.Add($"{part} state {scripts.Count}");
    }

    /// <summary>Whether the projections are there, replayed.</summary>
    public bool PrepareProjections(string module, string script)
    {
        var key = $"{module} projections {script}";
        if (prepared.Contains(key))
            return true;
        prepared.RemoveWhere(other => other.StartsWith($"{module} projections ", StringComparison.Ordinal));
        var isThere = Schema.PrepareProjections(module, script);
        if (isThere)
            prepared.Add(key);
        return isThere;
    }

    /// <summary>Keeps a copy of what is committed.</summary>
    public void Keep(string copy)
    {
        SettleLate();
        if (!copies.TryGetValue(copy, out var kept))
            copies[copy] = kept = new DiskCopy(connection, copy);
        kept.Take(Run);
    }

    /// <summary>Puts back the copy, which can be put back again.</summary>
    public void PutBack(string copy)
    {
        SettleLate();
        copies[copy].PutBack(Run);
        IsLate = false;
    }

    public void Begin()
    {
        Tick();
        SettleLate();
        if (IsLate)
            Run($"SAVEPOINT {Late}");
        hasLate = IsLate;
        Run(IsLate ? "SAVEPOINT work" : "BEGIN");
        isOpen = true;
        written.Clear();
    }

    public void Commit()
    {
        Tick();
        Run(hasLate ? "RELEASE work" : "COMMIT");
        isOpen = false;
        // Durable, but nobody has heard of it.
        Tick();
    }

    public void Rollback()
    {
        if (IsDown)
            throw new PowerLostException("There is no power.");
        if (isOpen)
            Undo();
    }

    public int Execute(string sql, ReadOnlySpan<object?> values)
    {
        Tick();
        var changed = Statement(sql, values.Length).Run(values);
        if (isOpen)
        {
            var kept = values.ToArray();
            written.Add(() => Statement(sql, kept.Length).Run(kept));
        }
        return changed;
    }

    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, ReadOnlySpan<object?> values)
    {
        if (IsDown)
            throw new PowerLostException("There is no power.");
        return Statement(sql, values.Length).Read(map, values);
    }

    /// <summary>A query that does not see the open transaction: that is undone for it, and done again.</summary>
    public List<T> QueryCommitted<T>(string sql, Func<DbDataReader, T> map, ReadOnlySpan<object?> values)
    {
        if (!isOpen)
            return Query(sql, map, values);
        Undo();
        var rows = Query(sql, map, values);
        Run(hasLate ? "SAVEPOINT work" : "BEGIN");
        isOpen = true;
        foreach (var write in written)
            write();
        return rows;
    }

    /// <summary>Runs a definition, which is not kept prepared.</summary>
    public object? Once(string sql)
    {
        Tick();
        if (isOpen)
            written.Add(() => Scalar(sql));
        return Scalar(sql);
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private object? Scalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void Tick()
    {
        if (IsDown)
            throw new PowerLostException("There is no power.");
        if (fuse == 0 || --fuse > 0)
            return;
        if (fuseEnds)
            PowerOff();
        throw new PowerLostException(fuseEnds ? "The power fails." : "The disk does not write this.");
    }

    /// <summary>What it said to be durable is so now. Not while a transaction is open, which would become so with it.</summary>
    public void SettleLate()
    {
        if (isOpen)
            return;
        if (hasLate)
            Run($"RELEASE {Late}");
        hasLate = false;
    }

    private void Undo()
    {
        if (hasLate)
            Run("ROLLBACK TO work");
        Run(hasLate ? "RELEASE work" : "ROLLBACK");
        isOpen = false;
    }

    private void Run(string sql) => Statement(sql, 0).Run([]);

    private SqliteStatement Statement(string sql, int parameters)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new SqliteStatement(connection, sql, parameters));
        return statement;
    }
}
