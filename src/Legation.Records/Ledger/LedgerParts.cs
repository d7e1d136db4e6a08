using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>What the ledger is made of.</summary>
internal sealed record LedgerParts(
    NodeIdentity Node,
    IReadOnlyDictionary<string, RecordKind> Kinds,
    IReadOnlyList<ICommitParticipant> Participants,
    ITrustedKeys Keys,
    Interned Interned
)
{
    public RecordKind? KindOf(RecordId id) => Kinds.GetValueOrDefault(id.Kind);
}

/// <summary>The journal's end: its last position and the audit tree over all of it.</summary>
/// <param name="Seq">Last position; 0 for an empty journal.</param>
/// <param name="Frontier">The audit tree.</param>
public readonly record struct LedgerHead(long Seq, MerkleFrontier Frontier);

/// <summary>Refusals that any record can meet.</summary>
public static class LedgerRefusals
{
    /// <summary>Somebody wrote a version in between.</summary>
    public static Refusal StaleVersion { get; } =
        new(RefusalKind.Conflict, "stale-version", "This has changed since you opened it. Reload it, then repeat your change; what you wrote is kept.");

    /// <summary>Another node writes this record.</summary>
    public static Refusal NotHome { get; } =
        new(RefusalKind.Forbidden, "not-home", "Only the node that made a record writes new versions of it.");

    /// <summary>A second content under one version number.</summary>
    public static Refusal ForkedVersion { get; } =
        new(RefusalKind.Conflict, "forked-version", "Another content is known under this version number. This is a security event.");
}

/// <summary>Sends projection statements to the shadow tables.</summary>
internal sealed class ShadowWriter(IWriteSession session) : IProjectionWriter
{
    public int Execute(string sql, params ReadOnlySpan<object?> values) => session.ExecuteOnShadow(sql, values);
}
