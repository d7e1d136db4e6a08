using System.Collections.Immutable;
using System.Text.Json;

namespace Legation.Simulation;

/// <summary>Sets a network up: cards, clearances, links, each node's part of the directory, the routes of headquarters.</summary>
internal sealed class Founding(Network network)
{
    public static Clearance Restricted { get; } = Cleared("UNCLASSIFIED", "RESTRICTED");

    public static Clearance Unclassified { get; } = Cleared("UNCLASSIFIED");

    private Plan Plan => network.Plan;

    public void Run()
    {
        foreach (var node in network.Nodes)
            node.Start();
        foreach (var node in network.Nodes)
        foreach (
            var other in network.Nodes.Where(other => other != node && !Plan.AreStrangers(node.Index, other.Index))
        )
            Accept(node, other.Index);
        foreach (var link in Plan.Links)
        {
            Link(network.Nodes[link.From], link.To, link.RestAtFrom);
            Link(network.Nodes[link.To], link.From, link.RestAtTo);
        }
        var authors = new Authors(network, new Pen(network));
        foreach (var node in network.Nodes)
            authors.PublishDirectory(node);
        authors.PublishRoutes();
        new Healing(network).Settle();
    }

    /// <summary>A node accepts the card of another, with what its plan says of it.</summary>
    public void Accept(SimulatedNode node, int other)
    {
        var clearance = Plan.Cleared[other] && !network.Oracle.IsLowered(node.Index, other) ? Restricted : Unclassified;
        Require(
            Wait.For(
                node.Get<NodeCards>().AcceptAsync(network.Nodes[other].Card, clearance, rulesRoutes: other == 0)
            ).Refusal
        );
        network.Oracle.Accepted(node.Index, other);
    }

    private static void Link(SimulatedNode node, int peer, bool rest) =>
        Require(Wait.For(node.Get<Links>().AddAsync(Identity.All[peer].Node, rest)).Refusal);

    private static void Require(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException(refusal.Sentence);
    }

    private static Clearance Cleared(params string[] classifications) =>
        new()
        {
            Policy = "LEGATION-DEMO",
            Classifications = [.. classifications],
            Categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(
                "releasableTo",
                ["ALLIANCE"]
            ),
        };
}
