using System.Collections.Immutable;

namespace Legation.Relay;

/// <summary>A record in a numbered batch.</summary>
/// <param name="Place">Place in the outbox.</param>
/// <param name="Seq">Position in the journal.</param>
/// <param name="Hash">Hash of the header.</param>
/// <param name="Item">What travels.</param>
internal sealed record OutgoingRecord(long Place, long Seq, Digest Hash, BatchItem Item);

/// <summary>A numbered batch with its records, as long as it is sent again and again.</summary>
internal sealed class OutgoingBatch(NumberedBatch numbers, IReadOnlyList<OutgoingRecord> records)
{
    private (int Voids, byte[] Content)? encoded;

    public NumberedBatch Numbers => numbers;

    public IReadOnlyList<OutgoingRecord> Records => records;

    /// <summary>The signed voids of records that were withdrawn after they had got their numbers, by place.</summary>
    public Dictionary<long, byte[]> Withdrawn { get; init; } = [];

    public BatchHead Head(NodeIdentity self, RecordId peer) =>
        new(self.Id, numbers.Epoch, peer, numbers.Lane, numbers.First, [.. records.Select(record => record.Hash)]);

    /// <summary>
    /// The bytes that travel: a withdrawn record keeps its number and hash, nothing else of it. What is withdrawn stays so.
    /// </summary>
    public byte[] Encode(BatchHead head)
    {
        if (encoded is not { } known || known.Voids != Withdrawn.Count)
            encoded = known = (Withdrawn.Count, BatchCodec.Encode(new Batch(head, [.. records.Select(Travelling)])));
        return known.Content;
    }

    private BatchItem Travelling(OutgoingRecord record) =>
        Withdrawn.TryGetValue(record.Place, out var signed) ? BatchItem.Void(signed) : record.Item;
}
