using System.Collections.Immutable;

namespace Legation.Relay;

/// <summary>What became of a record at the peer.</summary>
internal enum ReceiptOutcome
{
    /// <summary>Journalled and in effect, or here before.</summary>
    Stored = 1,

    /// <summary>Journalled; takes effect when what it lacks has come.</summary>
    Held = 2,

    /// <summary>In effect with all its attachments.</summary>
    Complete = 3,

    /// <summary>Not taken.</summary>
    Refused = 4,
}

/// <summary>One number of a receipt.</summary>
/// <param name="Hash">The record's hash as the batch stated it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Code">Stable name of the rule that refused it.</param>
/// <param name="Retry">Whether to send it again later is worth while.</param>
internal sealed record ReceiptLine(Digest Hash, ReceiptOutcome Outcome, string? Code = null, bool Retry = false);

/// <summary>What a receiver signs for a batch, once it is durable there.</summary>
/// <param name="Sender">Node that sent the batch.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Receiver">Node that gives the receipt.</param>
/// <param name="Lane">Lane.</param>
/// <param name="First">Number of the first line.</param>
/// <param name="Lines">One for each number.</param>
/// <param name="Size">Entries in the receiver's journal before this receipt.</param>
/// <param name="Root">Root of its audit tree over them.</param>
/// <param name="At">When it was journalled there.</param>
internal sealed record Receipt(
    RecordId Sender,
    int Epoch,
    RecordId Receiver,
    Lane Lane,
    long First,
    ImmutableArray<ReceiptLine> Lines,
    long Size,
    Digest Root,
    DateTimeOffset At
)
{
    /// <summary>True if it answers this batch: same nodes, lane and numbers, and under each number the same record.</summary>
    public bool Answers(BatchHead batch) =>
        (Sender, Epoch, Receiver, Lane, First) == (batch.Sender, batch.Epoch, batch.Receiver, batch.Lane, batch.First)
        && Lines.Select(line => line.Hash).SequenceEqual(batch.Hashes);
}
