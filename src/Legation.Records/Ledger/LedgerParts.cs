using Legation.Records.Access;
using Legation.Records.Attachments;
using Legation.Records.Audit;

namespace Legation.Records;

/// <summary>What the ledger is made of.</summary>
internal sealed record LedgerParts(
    NodeIdentity Node,
    IReadOnlyDictionary<string, RecordKind> Kinds,
    IReadOnlyList<ICommitParticipant> Participants,
    ITrustedKeys Keys,
    Interned Interned,
    AccessIndex Access,
    AttachmentFiles? Attachments
)
{
    public RecordKind? KindOf(RecordId id) => Kinds.GetValueOrDefault(id.Kind);
}

/// <summary>The journal's end: its last position and the audit tree over all of it.</summary>
/// <param name="Seq">Last position; 0 for an empty journal.</param>
/// <param name="Frontier">The audit tree.</param>
public readonly record struct LedgerHead(long Seq, MerkleFrontier Frontier);
