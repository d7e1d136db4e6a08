namespace Legation.Relay;

/// <summary>How a link stands.</summary>
public enum LinkState
{
    /// <summary>Nothing waits.</summary>
    UpToDate,

    /// <summary>Something is on its way.</summary>
    Sending,

    /// <summary>Something waits for a decision, here or at the peer.</summary>
    Held,

    /// <summary>The peer does not answer.</summary>
    LineDown,

    /// <summary>The operator has paused it.</summary>
    Paused,
}

/// <summary>How the line of a link stands, whatever goes or waits to go over it.</summary>
public enum LineState
{
    /// <summary>Nothing is known against it.</summary>
    Up,

    /// <summary>The peer answers and takes nothing now, or this node cannot send.</summary>
    Held,

    /// <summary>The peer does not answer.</summary>
    Down,

    /// <summary>The operator has paused it.</summary>
    Paused,
}

/// <summary>A link as everybody may see it: it tells of no record that goes over it.</summary>
/// <param name="Id">Id of the link on this node.</param>
/// <param name="Peer">Node at the other end.</param>
/// <param name="PeerName">Its name.</param>
/// <param name="Place">Where it is.</param>
/// <param name="State">How the line stands.</param>
/// <param name="CarriesTheRest">All nodes without a link of their own are reached through it.</param>
public sealed record LineView(
    string Id,
    RecordId Peer,
    string PeerName,
    string Place,
    LineState State,
    bool CarriesTheRest
);

/// <summary>A node whose card is accepted here and that has no link of its own.</summary>
/// <param name="Node">The node.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Through">The neighbour through which it is reached; null: none leads to it.</param>
public sealed record NodeBeyond(RecordId Node, string Name, string Place, RecordId? Through);

/// <summary>A link as its operator sees it.</summary>
/// <param name="Id">Id of the link on this node.</param>
/// <param name="Peer">Node at the other end.</param>
/// <param name="PeerName">Its name.</param>
/// <param name="Place">Where it is.</param>
/// <param name="State">How the link stands.</param>
/// <param name="Words">The same in plain words, with the reason.</param>
/// <param name="Lanes">Lanes on which anything has gone or waits.</param>
/// <param name="Waiting">Records that are held back, then those that wait; at most 50.</param>
/// <param name="LastContact">When the peer was last heard.</param>
/// <param name="LatencyMilliseconds">Last answer's delay, with the peer's commit if it was a batch.</param>
public sealed record LinkView(
    string Id,
    RecordId Peer,
    string PeerName,
    string Place,
    LinkState State,
    string Words,
    IReadOnlyList<LaneView> Lanes,
    IReadOnlyList<WaitingRecord> Waiting,
    DateTimeOffset? LastContact,
    double? LatencyMilliseconds
)
{
    /// <summary>All nodes without a link of their own are reached through it.</summary>
    public bool CarriesTheRest { get; init; }

    /// <summary>The last file that was written to be carried there; null: none was.</summary>
    public WrittenLast? Written { get; init; }

    /// <summary>What the last attempt to reach the peer came to; null: it was answered, or there was none yet.</summary>
    public LinkTrouble? Trouble { get; init; }

    /// <summary>When the oldest record that waits for its number was queued; null: none waits.</summary>
    public DateTimeOffset? OldestQueued => Lanes.Min(lane => lane.OldestQueued);

    /// <summary>When the oldest record without a receipt got its number; null: there is none.</summary>
    public DateTimeOffset? OldestSent => Lanes.Min(lane => lane.OldestSent);

    /// <summary>Records that the peer refused for good.</summary>
    public long Refused => Lanes.Sum(lane => lane.Refused);
}

/// <summary>Why the peer is not reached, or takes nothing.</summary>
/// <param name="Kind">What sort of trouble.</param>
/// <param name="Words">The reason in words; the peer's own, where it gave one.</param>
/// <param name="Since">Since when.</param>
public sealed record LinkTrouble(Trouble Kind, string Words, DateTimeOffset? Since);

/// <summary>A lane of a link.</summary>
/// <param name="Lane">Which.</param>
/// <param name="Queued">Records that wait for their number.</param>
/// <param name="Sent">Records on their way, without receipt.</param>
/// <param name="HeldBack">Records held back.</param>
/// <param name="Delivered">Records for which a receipt is in, in this epoch.</param>
public sealed record LaneView(Lane Lane, long Queued, long Sent, long HeldBack, long Delivered)
{
    /// <summary>Records that the peer refused for good.</summary>
    public long Refused { get; init; }

    /// <summary>When the oldest record that waits for its number was queued; null: none waits.</summary>
    public DateTimeOffset? OldestQueued { get; init; }

    /// <summary>When the oldest record without a receipt got its number; null: there is none.</summary>
    public DateTimeOffset? OldestSent { get; init; }
}

/// <summary>A record that waits on a link, or was refused there.</summary>
/// <param name="Record">The record.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Since">Since when.</param>
/// <param name="Why">What it waits for, or why it was refused.</param>
public sealed record WaitingRecord(RecordId Record, Lane Lane, DateTimeOffset Since, string Why)
{
    /// <summary>The code with which the peer refused it; null: it did not.</summary>
    public string? Code { get; init; }
}
