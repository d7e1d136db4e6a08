using Legation.Labels;

namespace Legation.Records;

/// <summary>Tells before anything is sent who would receive it. The relay answers, by the rule by which it sends.</summary>
public interface IDistribution
{
    /// <summary>For each party whether a record with this label would reach it, and why or why not, in plain words.</summary>
    IReadOnlyList<PartyDistribution> Preview(Label label, IReadOnlyList<RecordId> parties);
}

/// <summary>Whether one party would receive a record.</summary>
/// <param name="Party">Organisation, office or post.</param>
/// <param name="Receives">True if it would.</param>
/// <param name="Why">A sentence for the author.</param>
public sealed record PartyDistribution(RecordId Party, bool Receives, string Why);

/// <summary>Tells how far a record has come on this node's links.</summary>
public interface IDeliveries
{
    /// <summary>One entry for each link on which the record was queued.</summary>
    IReadOnlyList<Delivery> Of(RecordId record);

    /// <summary>
    /// Whether a version of the record has gone from this node, or may have. Until then nobody learns of its withdrawal.
    /// </summary>
    bool MayHaveGone(RecordId record);
}

/// <summary>A record on one link.</summary>
/// <param name="Peer">Node at the other end.</param>
/// <param name="PeerName">Its name.</param>
/// <param name="State">How far it has come.</param>
/// <param name="At">When it came so far.</param>
/// <param name="Why">What it waits for or why it was refused; empty when delivered.</param>
public sealed record Delivery(RecordId Peer, string PeerName, DeliveryState State, DateTimeOffset At, string Why)
{
    /// <summary>How far its attachments have come behind it; empty if it has none, or is not there itself.</summary>
    public string Files { get; init; } = "";
}

/// <summary>How far a record has come on a link.</summary>
public enum DeliveryState
{
    /// <summary>Waits to be sent.</summary>
    Queued,

    /// <summary>Numbered and under way; no receipt yet.</summary>
    Sent,

    /// <summary>The peer has given its receipt.</summary>
    Delivered,

    /// <summary>Not sent, because the label does not permit the peer any more.</summary>
    HeldBack,

    /// <summary>The peer did not take it.</summary>
    Refused,

    /// <summary>Not sent: the time came after which it is of no use.</summary>
    Expired,

    /// <summary>Not sent: its author has withdrawn it before.</summary>
    Withdrawn,
}
