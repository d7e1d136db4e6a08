using Legation.Records.Access;

namespace Legation.Records;

/// <summary>Tells what did not reach somebody and will not any more, as the nodes state that could not deliver it.</summary>
public interface INonDeliveries
{
    /// <summary>What a principal may know of a record, oldest first.</summary>
    IReadOnlyList<NonDelivery> Of(Principal principal, RecordId record);

    /// <summary>The newest that a principal may know, for a summary: whoever shows them says so to the gateway.</summary>
    IReadOnlyList<NonDelivery> Newest(Principal principal, int limit);
}

/// <summary>A version that did not reach somebody.</summary>
/// <param name="Id">The record that says so.</param>
/// <param name="About">What was not delivered.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="Node">The node that could not deliver it.</param>
/// <param name="NodeName">Its name.</param>
/// <param name="ReceiverName">Name of the node that did not get it; empty if it is not known here.</param>
/// <param name="Receiver">The node that did not get it, or a party that no node was known to keep.</param>
/// <param name="Parties">Addressees who were to be reached there.</param>
/// <param name="Why">Why not.</param>
/// <param name="Code">The receiver's code of a refusal; null: it was no refusal.</param>
/// <param name="At">When it was stated, by the clock of that node.</param>
public sealed record NonDelivery(
    RecordId Id,
    RecordId About,
    int Version,
    RecordId Node,
    string NodeName,
    RecordId Receiver,
    string ReceiverName,
    IReadOnlyList<RecordId> Parties,
    NonDeliveryReason Why,
    string? Code,
    DateTimeOffset At
);

/// <summary>Why a record was not delivered.</summary>
public enum NonDeliveryReason
{
    /// <summary>The time came after which it is of no use.</summary>
    Expired,

    /// <summary>The receiver refused it for good.</summary>
    Refused,

    /// <summary>No node was known to keep the addressee, or no link led there, until it expired.</summary>
    Nobody,
}
