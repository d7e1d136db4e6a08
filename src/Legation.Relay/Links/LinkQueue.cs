namespace Legation.Relay;

/// <summary>What of a link's outbox is listed.</summary>
public enum QueueSection
{
    /// <summary>Waits for its turn, or is on its way without a receipt.</summary>
    Waiting,

    /// <summary>May not go now; decided again when something changes.</summary>
    HeldBack,

    /// <summary>Refused by the peer for good: that version is not sent there again.</summary>
    Refused,
}

/// <summary>What narrows a list of a link's outbox.</summary>
/// <param name="Section">Which part.</param>
/// <param name="Lane">One lane; null: all.</param>
/// <param name="After">Position behind which the list begins, from <see cref="QueuePage.Next"/>; 0: at its beginning.</param>
public sealed record QueueQuery(QueueSection Section, Lane? Lane = null, long After = 0);

/// <summary>A page of a link's outbox, by lane and within a lane in the order in which records go.</summary>
/// <param name="Items">The records.</param>
/// <param name="Next">Where the next page begins; null: this was the last.</param>
public sealed record QueuePage(IReadOnlyList<WaitingRecord> Items, long? Next);

/// <summary>For how many records one reason holds.</summary>
/// <param name="Why">The reason in words.</param>
/// <param name="Code">The code with which the peer refused them; null: the reason is this node's.</param>
/// <param name="Count">How many records.</param>
public sealed record QueueReason(string Why, string? Code, long Count);
