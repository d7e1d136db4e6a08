namespace Legation.Simulation;

/// <summary>Statements of the product are others: where one of these texts occurs, another stands in its place.</summary>
internal sealed class StatementMutation(params (string Text, string Instead)[] changes) : Mutation
{
    private int hits;

    /// <summary>When a record is sent, the label is not looked at: everything is as if it were for all.</summary>
    public static StatementMutation ReleaseNotDecidedAgain { get; } =
        new(("SELECT o.place, COALESCE(c.label, j.label)", "SELECT o.place, (SELECT MIN(id) FROM label)"));

    /// <summary>When a record is sent, its originator's label is looked at, not what it was relabelled to.</summary>
    public static StatementMutation RelabellingOverlooked { get; } =
        new(("SELECT o.place, COALESCE(c.label, j.label)", "SELECT o.place, j.label"));

    /// <summary>Whoever had a record before it was raised is not told.</summary>
    public static StatementMutation RaisedUntold { get; } =
        new(("(SELECT COUNT(*) FROM relay_outbox went", "(SELECT 0 * COUNT(*) FROM relay_outbox went"));

    /// <summary>A lapse is as good as a clearance, whatever the route says.</summary>
    public static StatementMutation LapseWithoutLimit { get; } =
        new(
            (
                "SELECT step, node, record, parties FROM p_dispatch_step",
                "SELECT REPLACE(step, 'lapsed', 'cleared'), node, record, parties FROM p_dispatch_step"
            )
        );

    /// <summary>A receiver forgets that it has seen a newer epoch.</summary>
    public static StatementMutation OldEpochAccepted { get; } =
        new(
            (
                "SELECT COALESCE(MAX(epoch), 0) FROM relay_lane_in",
                "SELECT 0 * COALESCE(MAX(epoch), 0) FROM relay_lane_in"
            )
        );

    /// <summary>Keys that were revoked count as before.</summary>
    public static StatementMutation RevokedKeyAccepted { get; } =
        new(("SELECT node, key FROM relay_revoked_key", "SELECT node, key FROM relay_revoked_key WHERE 0"));

    public override bool HasHit => hits > 0;

    public override IRecordStore Over(IRecordStore store, SimulatedNode node) => new Store(store, Instead);

    private string Instead(string sql)
    {
        var other = changes.Aggregate(sql, (now, c) => now.Replace(c.Text, c.Instead, StringComparison.Ordinal));
        if (other != sql)
            Interlocked.Increment(ref hits);
        return other;
    }

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
