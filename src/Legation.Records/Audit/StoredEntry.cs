namespace Legation.Records.Audit;

/// <summary>A journal entry as it is stored.</summary>
internal readonly record struct StoredEntry(
    long Seq,
    EntryType Type,
    long At,
    byte[]? Record,
    long Label,
    long Audience,
    byte[] Leaf,
    byte[] Content,
    byte[]? Salt,
    byte[]? Body
)
{
    public Digest RecomputeLeaf() => AuditLeaf.Hash(Type, At, Content);

    public bool LeafIs(Digest leaf) => leaf.ToBytes().AsSpan().SequenceEqual(Leaf);
}
