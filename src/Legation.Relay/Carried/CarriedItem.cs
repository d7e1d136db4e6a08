using Legation.Labels;

namespace Legation.Relay;

/// <summary>
/// A batch in a carried file, the attachments of a record, or the receipt for one of them, and what became of it.
/// </summary>
/// <param name="Lane">Its lane; null if it cannot be read.</param>
/// <param name="First">Its first number.</param>
/// <param name="Last">Its last number.</param>
/// <param name="Words">What became of it.</param>
public sealed record CarriedItem(Lane? Lane, long First, long Last, string Words)
{
    /// <summary>It is not in the file: what it is about could not go into it now.</summary>
    public bool IsLeftOut { get; init; }
}

/// <summary>A file that was written to be carried.</summary>
/// <param name="Peer">Node for which it is.</param>
/// <param name="PeerName">Its name.</param>
/// <param name="Items">Batches in it, in order, then the attachments of each record, and of which they were left out.</param>
/// <param name="Records">How many numbers the batches have together.</param>
/// <param name="Labels">The labels of what is in it, each once: how high it is marked that carries them.</param>
public sealed record WrittenFile(
    RecordId Peer,
    string PeerName,
    IReadOnlyList<CarriedItem> Items,
    long Records,
    IReadOnlyCollection<Label> Labels
);

/// <summary>A carried file that was read.</summary>
/// <param name="From">Node that wrote it.</param>
/// <param name="FromName">Its name.</param>
/// <param name="HeldReceipts">True: it held receipts, else batches.</param>
/// <param name="Items">What became of each.</param>
/// <param name="Receipts">How many receipts were written, to be carried back.</param>
public sealed record ReadFile(
    RecordId From,
    string FromName,
    bool HeldReceipts,
    IReadOnlyList<CarriedItem> Items,
    int Receipts
);
