using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Reading;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;

namespace Legation.Dispatches.Releasable;

/// <summary>A dispatch of which a version can be made.</summary>
/// <param name="Detail">As its reader may see it.</param>
/// <param name="Record">The version of the record that he has read.</param>
/// <param name="Text">Its paragraphs with their labels.</param>
internal sealed record Original(DispatchDetail Detail, SignedRecord Record, MarkedText Text);

/// <summary>Finds the dispatches of this node of which versions can be made.</summary>
internal sealed class Originals(DispatchDetails details, ReadGateway gateway, PortionLabels portions, NodeIdentity node)
{
    public Outcome<Original> Open(Principal principal, RecordId id)
    {
        if (!details.Open(principal, id).Succeeded(out var detail) || gateway.Record(principal, id) is not { } record)
            return DispatchRefusals.NotFound;
        if (record.Header.Home != node.Id)
            return DispatchRefusals.NotItsVersion;
        if (detail.Item.Cancelled is not null)
            return DispatchRefusals.Cancelled;
        if (detail.Item.Status is DispatchStatus.AwaitingClearance or DispatchStatus.Returned)
            return ReleasableRefusals.NotUnderWay;
        if (detail.Base is not { } under)
            return ReleasableRefusals.NothingMarked;
        return portions.Read(under, detail.Text).Refused(out var refusal, out var text)
            ? refusal
            : new Original(detail, record.Record, text);
    }
}
