using Legation.Labels;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <inheritdoc/>
internal sealed class Distribution(
    NodeIdentity self,
    KnownNodes nodes,
    LinkTable links,
    Routes routes,
    IRecordStore store
) : IDistribution
{
    public IReadOnlyList<PartyDistribution> Preview(Label label, IReadOnlyList<RecordId> parties)
    {
        using var journal = new Journal(store);
        var find = AudienceHomes.In(journal);
        return [.. parties.Select(party => Preview(label, party, find))];
    }

    private PartyDistribution Preview(Label label, RecordId party, FindEnvelope find)
    {
        if (party == Audiences.Everyone)
            return PreviewEveryone(label);
        if (AudienceHomes.HomeOf(party, find) is not { } home)
            return new PartyDistribution(party, false, "Not in this node's directory; it is sent when it is.");
        if (home == self.Id)
            return new PartyDistribution(party, true, "At this node.");
        if (routes.NextHop(home) is not { } hop)
            return new PartyDistribution(party, false, $"No link leads to {nodes.NameOf(home)}.");
        return (WhyNot(label, home) ?? WhyNot(label, hop.Peer)) is { } why
            ? new PartyDistribution(party, false, why)
            : new PartyDistribution(party, true, Way(home, hop));
    }

    private PartyDistribution PreviewEveryone(Label label)
    {
        var reached = links
            .All.Where(link => WhyNot(label, link.Peer) is null)
            .Select(link => nodes.NameOf(link.Peer))
            .ToList();
        return reached.Count == 0
            ? new PartyDistribution(Audiences.Everyone, false, "The label permits no neighbour of this node.")
            : new PartyDistribution(
                Audiences.Everyone,
                true,
                $"To {string.Join(", ", reached)}, and through them further."
            );
    }

    private string? WhyNot(Label label, RecordId node) =>
        routes.DecideAfresh(label, node) is { Permitted: false } denied
            ? $"{nodes.NameOf(node)} may not have it: {denied.Explain()}."
            : null;

    private string Way(RecordId home, LinkRow hop)
    {
        var way = home == hop.Peer ? "By direct link." : $"Through {nodes.NameOf(hop.Peer)}.";
        return hop.Paused ? $"{way} The link is paused; it waits." : way;
    }
}
