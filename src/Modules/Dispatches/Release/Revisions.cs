using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Release;

/// <summary>
/// The next version of a dispatch is made from all from which the last one was made, whatever its author leaves of it.
/// </summary>
internal sealed class Revisions(ReadGateway gateway, Approvals approvals)
{
    /// <summary>The same text with all its sources.</summary>
    public DispatchInput WithFormerSources(Principal principal, RecordId dispatch, DispatchInput input)
    {
        if (gateway.Among(principal, [dispatch]).Count == 0 || gateway.Record(principal, dispatch) is not { } former)
            return input;
        var sources = former
            .Header.References.Select(reference => reference.Id)
            .Where(id => id.Kind == DispatchKind.KindName)
            .Concat(approvals.ReadFor(dispatch));
        return input with
        {
            Sources = [.. input.Sources.Concat(sources).Where(id => id != input.InReplyTo).Distinct()],
        };
    }
}
