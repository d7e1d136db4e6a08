namespace Legation.Simulation;

/// <summary>One statement of the product is another.</summary>
internal sealed class StatementMutation(Func<string, string> instead) : Mutation
{
    /// <summary>When a record is sent, the label is not looked at: everything is as if it were for all.</summary>
    public static string ReleaseNotDecidedAgain(string sql) =>
        sql.Replace(
            "SELECT o.place, COALESCE(c.label, j.label)",
            "SELECT o.place, (SELECT MIN(id) FROM label)",
            StringComparison.Ordinal
        );

    /// <summary>What was held stays in the list of what waits.</summary>
    public static string HeldAppliedTwice(string sql) =>
        sql == JournalSql.ReleaseHeld
            ? "UPDATE held SET seq = seq WHERE missing = $1 AND unverified = $2 AND seq = $3"
            : sql;

    /// <summary>A receiver forgets that it has seen a newer epoch.</summary>
    public static string OldEpochAccepted(string sql) =>
        sql.Replace(
            "SELECT COALESCE(MAX(epoch), 0) FROM relay_lane_in",
            "SELECT 0 * COALESCE(MAX(epoch), 0) FROM relay_lane_in",
            StringComparison.Ordinal
        );

    public override IRecordStore Over(IRecordStore store, SimulatedNode node) => new Store(store, instead);

    private sealed class Store(IRecordStore store, Func<string, string> instead) : WrappedStore(store)
    {
        private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

        public override string Instead(string sql, ReadOnlySpan<object?> values)
        {
            if (!known.TryGetValue(sql, out var other))
                known[sql] = other = instead(sql);
            return other;
        }
    }
}
