namespace Legation.Simulation;

/// <summary>A store that has lost, after a crash, the last number that each lane gave.</summary>
internal sealed class NumberReused : Mutation
{
    public override IRecordStore Over(IRecordStore store, SimulatedNode node) => new Store(store, node.Crashes > 0);

    private sealed class Store(IRecordStore store, bool hasCrashed) : WrappedStore(store)
    {
        private readonly HashSet<(object? Link, object? Lane)> reused = [];

        public override string Instead(string sql, ReadOnlySpan<object?> values) =>
            hasCrashed
            && sql.StartsWith("SELECT next FROM relay_lane_out", StringComparison.Ordinal)
            && reused.Add((values[0], values[2]))
                ? sql.Replace(
                    "SELECT next ",
                    "SELECT CASE WHEN next > 1 THEN next - 1 ELSE next END ",
                    StringComparison.Ordinal
                )
                : sql;
    }
}
