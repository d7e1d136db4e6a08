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
    private static readonly BatchItem Nothing = new([], [], []);
    private byte[]? encoded;
    private ImmutableHashSet<long> voids = [];

    public NumberedBatch Numbers => numbers;

    public IReadOnlyList<OutgoingRecord> Records => records;

    /// <summary>Places whose records were withdrawn after they had got their numbers.</summary>
    public HashSet<long> Withdrawn { get; } = [];

    public BatchHead Head(NodeIdentity self, RecordId peer) =>
        new(self.Id, numbers.Epoch, peer, numbers.Lane, numbers.First, [.. records.Select(record => record.Hash)]);

    /// <summary>The bytes that travel: a withdrawn record keeps its number and hash, nothing else of it.</summary>
    public byte[] Encode(BatchHead head)
    {
        if (encoded is not null && voids.SetEquals(Withdrawn))
            return encoded;
        voids = [.. Withdrawn];
        var items = records.Select(record => voids.Contains(record.Place) ? Nothing : record.Item);
        return encoded = BatchCodec.Encode(new Batch(head, [.. items]));
    }
}
