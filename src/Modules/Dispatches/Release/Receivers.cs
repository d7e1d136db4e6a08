using System.Collections.Immutable;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Portions;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Release;

/// <summary>
/// Tells which addressees of a dispatch would receive it: whom the relay may send it to, and for a reply only those who
/// may have what it answers, for a contribution never reaches further than what it refers to.
/// </summary>
internal sealed class Receivers(IDistribution distribution, ReadGateway gateway)
{
    private const string MayNotHaveTheAnswered =
        "Would not receive it: it was not sent the dispatch that this answers. Write to it in a dispatch of its own.";

    /// <summary>For each addressee whether it would receive it, and why or why not.</summary>
    public IReadOnlyList<PartyDistribution> Of(
        Principal principal,
        DirectoryView view,
        MarkedText text,
        DispatchInput input
    )
    {
        var addressees = input.Action.Concat(input.Info).Distinct().Where(id => view.Party(id) is not null).ToList();
        var lines = distribution.Preview(text, addressees);
        return AudienceOf(principal, input.InReplyTo) is { } audience
            ?
            [
                .. lines.Select(line =>
                    line.Receives && !IsWithin(audience, line.Party, view)
                        ? line with
                        {
                            Receives = false,
                            Why = MayNotHaveTheAnswered,
                        }
                        : line
                ),
            ]
            : lines;
    }

    /// <summary>Those of the author's own side who have it beside him: for a reply, only who has what it answers.</summary>
    public IEnumerable<RecordId> OwnSide(Principal principal, DirectoryView view, DispatchInput input)
    {
        if (view.Party(principal.Post)?.Office is not { } office)
            return [principal.Post];
        return AudienceOf(principal, input.InReplyTo) is not { } audience || IsWithin(audience, office, view)
            ? [principal.Post, office]
            : [principal.Post];
    }

    private ImmutableArray<RecordId>? AudienceOf(Principal principal, RecordId? answered) =>
        answered is { } id ? gateway.Record(principal, id)?.Record.Header.Audience : null;

    private static bool IsWithin(ImmutableArray<RecordId> audience, RecordId id, DirectoryView view) =>
        audience.Contains(Audiences.Everyone)
        || audience.Contains(id)
        || (view.Party(id) is { } party && (Has(audience, party.Office) || audience.Contains(party.Organisation)));

    private static bool Has(ImmutableArray<RecordId> audience, RecordId? party) =>
        party is { } id && audience.Contains(id);
}
