using System.Collections.Immutable;
using Legation.Organisations.Contracts;

namespace Legation.Simulation;

/// <summary>Writes the records of simulated nodes.</summary>
internal sealed class Authors(Network network, Pen pen)
{
    private static readonly object[] Names = [new { text = "A name", lang = "en" }];

    private Oracle Oracle => network.Oracle;

    public void PublishDirectory(SimulatedNode node)
    {
        var who = node.Identity;
        Publish(node, who.Organisation, new { names = Names });
        Publish(node, who.Office, new { names = Names, organisation = who.Organisation });
        Publish(
            node,
            who.Post,
            new
            {
                names = Names,
                organisation = who.Organisation,
                office = who.Office,
            }
        );
    }

    public void PublishRoutes()
    {
        for (var node = 0; node < network.Plan.Nodes; node++)
            if (network.Plan.Through[node])
                Publish(network.Nodes[0], Identity.Fixed("route", node), RouteOf(node));
    }

    /// <summary>The next version of a node's entry in the directory, for all.</summary>
    public void ReviseDirectory(SimulatedNode node) =>
        Publish(node, node.Identity.Organisation, new { names = Names, text = $"{pen.Made}" });

    /// <summary>A dispatch to the posts of other nodes; through the office where the plan says so.</summary>
    public Written Dispatch(SimulatedNode node, IReadOnlyList<int> to, bool isRestricted, Precedence precedence)
    {
        var through = network.Plan.Through[node.Index] ? 1 : (int?)null;
        ImmutableArray<int> addressed = [.. to.Concat(through is { } office ? [office] : []).Distinct()];
        var audience = addressed.Append(node.Index).Select(Pen.Post);
        var header = Pen.Header(node, pen.Id("dispatch"), audience, isRestricted) with { Precedence = precedence };
        return Commit(node, header, DispatchBody(addressed), isRestricted, addressed, through);
    }

    /// <summary>The next version of a dispatch, as its home has it: under the label that counts there.</summary>
    public Written? Revise(SimulatedNode node, Written dispatch)
    {
        if (Pen.Current(node, dispatch.Id) is not { } current)
            return null;
        var isRestricted = Oracle.IsRestrictedAt(Oracle.Find(current.Hash)!, node.Index);
        return Commit(
            node,
            Pen.Following(node, current) with
            {
                Label = Pen.LabelOf(isRestricted),
            },
            DispatchBody(dispatch.Addressed),
            isRestricted,
            dispatch.Addressed,
            dispatch.Through
        );
    }

    /// <summary>A node acknowledges, clears or returns a dispatch that it has, under the label that counts there.</summary>
    public void Act(SimulatedNode node, string kind, Written dispatch)
    {
        if (Pen.Current(node, dispatch.Id) is not { } current || current.Hash != dispatch.Hash)
            return;
        ImmutableArray<int> addressed =
        [
            .. dispatch.Addressed.Append(dispatch.Home).Where(other => other != node.Index).Distinct(),
        ];
        var isRestricted = Oracle.IsRestrictedAt(dispatch, node.Index);
        var header = Pen.Header(node, pen.Id(kind), addressed.Select(Pen.Post), isRestricted) with
        {
            References = [current.ToReference()],
            // It may overtake what it is about, or be overtaken.
            Precedence = (Precedence)(pen.Made % 4),
        };
        var isClearance = kind == "clearance";
        var about = isClearance ? null : dispatch;
        var act = Commit(node, header, new { text = "" }, isRestricted, addressed, about: about);
        if (isClearance)
            dispatch.LetGo.Add(act);
        dispatch.IsReturned |= kind == "return";
    }

    private object RouteOf(int node) =>
        new
        {
            sender = Identity.All[node].Organisation,
            via = Identity.All[1].Office,
            limits = network.Plan.Limited[node]
                ? new ClearanceLimits(Plan.FlashLimit, Immediate: Plan.ImmediateLimit)
                : null,
            deputies = network.Plan.Limited[node] ? new[] { Identity.All[1].Post } : null,
        };

    private void Publish(SimulatedNode node, RecordId id, object body)
    {
        var header = Pen.Current(node, id) is { } current
            ? Pen.Following(node, current)
            : Pen.Header(node, id, [Audiences.Everyone], isRestricted: false) with
            {
                Author = new Author(node.Identity.Node, node.Identity.Node),
            };
        Commit(node, header, body, false, [.. Others(node)]);
    }

    private IEnumerable<int> Others(SimulatedNode node) =>
        Enumerable.Range(0, network.Plan.Nodes).Where(other => other != node.Index);

    private Written Commit(
        SimulatedNode node,
        RecordHeader header,
        object body,
        bool isRestricted,
        ImmutableArray<int> addressed,
        int? through = null,
        Written? about = null
    )
    {
        var written = new Written
        {
            Record = pen.Sign(node, header, body),
            Home = node.Index,
            At = network.Elapsed,
            IsRestricted = isRestricted,
            Addressed = addressed,
            Through = through,
            About = about,
        };
        pen.Commit(node, written);
        return written;
    }

    private static object DispatchBody(ImmutableArray<int> addressed) =>
        new
        {
            number = "NOD-BCD 2026/0001",
            subject = "A subject",
            text = "1. Text.",
            language = "en",
            action = new[] { Pen.Post(addressed[0]) },
            info = addressed.Skip(1).Select(Pen.Post),
        };
}
