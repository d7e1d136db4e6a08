using Microsoft.Data.Sqlite;

namespace Legation.Simulation;

/// <summary>
/// A copy of all rows of a disk in a database beside it. Rows are put back into the tables that are there: their
/// definitions stay, and with them what is prepared.
/// </summary>
internal sealed class DiskCopy
{
    private readonly List<string> take = [];
    private readonly List<string> putBack = [];

    public DiskCopy(SqliteConnection connection, string name)
    {
        Run(connection, $"ATTACH ':memory:' AS {name}");
        foreach (var table in Tables(connection))
        {
            Run(connection, $"CREATE TABLE {name}.{table} AS SELECT * FROM main.{table} WHERE 0");
            take.Add($"DELETE FROM {name}.{table}");
            take.Add($"INSERT INTO {name}.{table} SELECT * FROM main.{table}");
            putBack.Add($"DELETE FROM main.{table}");
            putBack.Add($"INSERT INTO main.{table} SELECT * FROM {name}.{table}");
        }
    }

    public void Take(Action<string> run) => All(take, run);

    public void PutBack(Action<string> run) => All(putBack, run);

    private static void All(List<string> statements, Action<string> run)
    {
        run("BEGIN");
        foreach (var statement in statements)
            run(statement);
        run("COMMIT");
    }

    private static List<string> Tables(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite|_%' ESCAPE '|'";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
