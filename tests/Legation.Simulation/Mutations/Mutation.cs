namespace Legation.Simulation;

/// <summary>A fault planted in the product by wrapping one of its ports, to see that the simulator finds it.</summary>
internal abstract class Mutation
{
    public static Mutation None { get; } = new NoMutation();

    /// <summary>All that can be planted, by name.</summary>
    public static IReadOnlyDictionary<string, Mutation> All { get; } =
        new Dictionary<string, Mutation>(StringComparer.Ordinal)
        {
            ["receipt-before-commit"] = new ReceiptBeforeCommit(),
            ["number-reused"] = new NumberReused(),
            ["release-not-decided-again"] = StatementMutation.ReleaseNotDecidedAgain,
            ["held-applied-twice"] = new HeldAppliedTwice(),
            ["void-ignored"] = new VoidIgnored(),
            ["old-epoch-accepted"] = StatementMutation.OldEpochAccepted,
            ["revoked-key-accepted"] = StatementMutation.RevokedKeyAccepted,
            ["relabelling-overlooked"] = StatementMutation.RelabellingOverlooked,
            ["raised-untold"] = StatementMutation.RaisedUntold,
            ["lapse-without-limit"] = StatementMutation.LapseWithoutLimit,
        };

    /// <summary>Whether it has changed anything yet. One that never does proves nothing.</summary>
    public virtual bool HasHit => true;

    public virtual IRecordStore Over(IRecordStore store, SimulatedNode node) => store;

    public virtual IPeerLine Over(IPeerLine line) => line;

    private sealed class NoMutation : Mutation;
}
