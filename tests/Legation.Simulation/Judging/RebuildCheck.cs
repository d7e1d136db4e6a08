namespace Legation.Simulation;

/// <summary>Whether a node's projections are what a rebuild from its journal makes of them.</summary>
internal sealed class RebuildCheck(SimulatedNode node)
{
    private static readonly string[] Modules = ["organisations", "dispatches", "relay"];

    public void Judge()
    {
        var before = Rows();
        foreach (var module in Modules)
            Wait.For(node.Ledger.RebuildAsync(module));
        var after = Rows();
        foreach (var (table, rows) in before)
            if (!rows.SetEquals(after[table]))
                throw new ViolationException(
                    "projections agree with a rebuild",
                    $"{table} at {node.Index}: {string.Join(" / ", rows.Except(after[table]).Take(2))} became {string.Join(" / ", after[table].Except(rows).Take(2))}"
                );
    }

    private Dictionary<string, HashSet<string>> Rows() =>
        node.Query(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'p|_%' ESCAPE '|'",
                r => r.GetString(0)
            )
            .ToDictionary(table => table, RowsOf);

    private HashSet<string> RowsOf(string table)
    {
        using var command = node.Disk.Connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        using var reader = command.ExecuteReader();
        var rows = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
            rows.Add(
                string.Join(
                    '|',
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Select(i =>
                            reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}"
                        )
                )
            );
        return rows;
    }
}
