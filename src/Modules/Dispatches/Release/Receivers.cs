using System.Collections.Immutable;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Portions;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Release;

/// <summary>
/// Tells which addressees of a dispatch would receive it: whom the relay may send it to, and of those only who has what it
/// answers and all that it is made from. A contribution never reaches further than what it refers to.
/// </summary>
internal sealed class Receivers(IDistribution distribution, SourceReader sources, OfficeOnTheWay offices)
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
        var bounds = BoundsOf(principal, input);
        return
        [
            .. distribution
                .Preview(text, addressees)
                .Select(line =>
                    line.Receives && bounds.Find(bound => !IsWithin(bound.Audience, line.Party, view)) is { } bound
                        ? line with
                        {
                            Receives = false,
                            Why = bound.Why,
                        }
                        : line
                ),
        ];
    }

    /// <summary>The office that gets a copy by the route, and whether it would receive it; none where it is addressed anyhow.</summary>
    public IEnumerable<PartyDistribution> Copy(
        Principal principal,
        DirectoryView view,
        MarkedText text,
        DispatchInput input,
        RecordId post
    ) =>
        offices.CopyTo(view, post, input.About) is { } office && !input.Action.Concat(input.Info).Contains(office)
            ? Of(principal, view, text, input with { Action = [], Info = [office] })
            : [];

    /// <summary>Those of the author's own side who have it beside him: only who has what it refers to.</summary>
    public IEnumerable<RecordId> OwnSide(Principal principal, RecordId post, DirectoryView view, DispatchInput input)
    {
        if (view.Party(post)?.Office is not { } office)
            return [post];
        return BoundsOf(principal, input).TrueForAll(bound => IsWithin(bound.Audience, office, view))
            ? [post, office]
            : [post];
    }

    private List<Bound> BoundsOf(Principal principal, DispatchInput input) =>
        sources
            .Read(principal, SourceReader.IdsOf(input))
            .ConvertAll(source => new Bound(
                source.Audience,
                source.Id == input.InReplyTo ? MayNotHaveTheAnswered : NotSent(source)
            ));

    private static string NotSent(Source source) =>
        $"Would not receive it: it was not sent {source.Number}, from which this is made.";

    private static bool IsWithin(ImmutableArray<RecordId> audience, RecordId id, DirectoryView view) =>
        audience.Contains(Audiences.Everyone)
        || audience.Contains(id)
        || (view.Party(id) is { } party && (Has(audience, party.Office) || audience.Contains(party.Organisation)));

    private static bool Has(ImmutableArray<RecordId> audience, RecordId? party) =>
        party is { } id && audience.Contains(id);

    private sealed record Bound(ImmutableArray<RecordId> Audience, string Why);
}
