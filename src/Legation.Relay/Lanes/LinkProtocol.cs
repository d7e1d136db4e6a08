namespace Legation.Relay;

/// <summary>A batch that has its numbers: durable before it is sent, the same until its receipt is in.</summary>
/// <param name="Lane">Lane.</param>
/// <param name="Epoch">Epoch of this node.</param>
/// <param name="First">First number.</param>
/// <param name="Last">Last number.</param>
/// <param name="FromPlace">Place in the outbox of its first record.</param>
/// <param name="ToPlace">Place of its last record.</param>
internal sealed record NumberedBatch(Lane Lane, int Epoch, long First, long Last, long FromPlace, long ToPlace);

/// <summary>Why a batch or a call brought no receipt.</summary>
public enum Trouble
{
    /// <summary>No answer.</summary>
    LineDown,

    /// <summary>The peer takes nothing now, and says why.</summary>
    PeerPaused,

    /// <summary>The peer does not take this batch at all, or its receipt is not right.</summary>
    Refused,

    /// <summary>This node could not write or read its own store.</summary>
    OwnStore,
}

/// <summary>When something happens.</summary>
/// <param name="Elapsed">By a clock that nobody sets: all waiting goes by it.</param>
/// <param name="Utc">By the clock on the wall, which may jump: for people.</param>
internal readonly record struct Moment(TimeSpan Elapsed, DateTimeOffset Utc);

/// <summary>What happens to the sending side of a link.</summary>
internal abstract record LinkEvent
{
    /// <summary>The node has started.</summary>
    public sealed record Started(bool Paused) : LinkEvent;

    /// <summary>
    /// The store's answer to <see cref="LinkEffect.Begin"/>: batches that have numbers and no receipt, and whether
    /// attachments wait.
    /// </summary>
    public sealed record Began(IReadOnlyList<NumberedBatch> Unreceipted, bool Attached = false) : LinkEvent;

    /// <summary>The store could not begin.</summary>
    public sealed record BeginFailed(string Why) : LinkEvent;

    /// <summary>Something may be waiting on this lane or a lower one.</summary>
    public sealed record Queued(Lane Lane) : LinkEvent;

    /// <summary>The store's answer to <see cref="LinkEffect.Compose"/>: a batch or none, and the highest lane that still waits.</summary>
    public sealed record Composed(NumberedBatch? Batch, Lane? Remaining) : LinkEvent;

    /// <summary>The peer has answered with a receipt that fits the batch, which was so many bytes long.</summary>
    public sealed record Receipted(NumberedBatch Batch, double Milliseconds, int Bytes = 0) : LinkEvent;

    /// <summary>The receipt is durable here; with it, perhaps, that attachments are to follow.</summary>
    public sealed record ReceiptStored(NumberedBatch Batch, bool Attached = false) : LinkEvent;

    /// <summary>A piece of an attachment is durable at the peer, or the peer has said how much of it is (no bytes).</summary>
    public sealed record PieceTaken(int Bytes, double Milliseconds) : LinkEvent;

    /// <summary>The peer has not taken a piece; that concerns this attachment alone.</summary>
    public sealed record PieceRefused(string Why) : LinkEvent;

    /// <summary>A piece brought no answer.</summary>
    public sealed record PieceFailed(Trouble Trouble, string Why) : LinkEvent;

    /// <summary>No attachments wait that may go now.</summary>
    public sealed record NothingAttached : LinkEvent;

    /// <summary>The store could not compose.</summary>
    public sealed record ComposeFailed(string Why) : LinkEvent;

    /// <summary>A batch, its receipt's storing, or a call (no batch) failed.</summary>
    public sealed record Failed(NumberedBatch? Batch, Trouble Trouble, string Why) : LinkEvent;

    /// <summary>A call was answered.</summary>
    public sealed record Answered(double Milliseconds) : LinkEvent;

    /// <summary>The peer has called or sent something by itself.</summary>
    public sealed record Heard : LinkEvent;

    /// <summary>The time asked for by <see cref="LinkEffect.Wait"/> is over.</summary>
    public sealed record Due : LinkEvent;

    /// <summary>The operator pauses the link.</summary>
    public sealed record Pause : LinkEvent;

    /// <summary>The operator lets it go on.</summary>
    public sealed record Resume : LinkEvent;
}

/// <summary>What is to be done, in order.</summary>
internal abstract record LinkEffect
{
    /// <summary>Find the batches that have numbers and no receipt, and queue again what was held back.</summary>
    public sealed record Begin : LinkEffect;

    /// <summary>Take what waits on the highest lane, decide its release again, and give it numbers.</summary>
    public sealed record Compose(int MostBytes = LinePace.LargestBatch) : LinkEffect;

    /// <summary>Send the next piece of the attachments that wait.</summary>
    public sealed record SendPiece(int MostBytes) : LinkEffect;

    /// <summary>Send a batch.</summary>
    public sealed record Send(NumberedBatch Batch) : LinkEffect;

    /// <summary>Store the receipt for a batch.</summary>
    public sealed record StoreReceipt(NumberedBatch Batch) : LinkEffect;

    /// <summary>Call the peer, to know whether the line is up.</summary>
    public sealed record Call : LinkEffect;

    /// <summary>Come back with <see cref="LinkEvent.Due"/> after this time; replaces what was asked before.</summary>
    public sealed record Wait(TimeSpan Time) : LinkEffect;
}
