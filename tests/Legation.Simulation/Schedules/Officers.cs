namespace Legation.Simulation;

/// <summary>What people do at their nodes: clearances lowered and raised, links paused, cards accepted, keys changed and taken back.</summary>
internal sealed class Officers(Network network)
{
    private const string OnTheWay = "SELECT hash FROM relay_outbox WHERE link = $1 AND state = 1";
    private readonly Founding founding = new(network);
    private readonly KeyHolders keys = new(network);

    public void Let(Happening what, Picks picks)
    {
        var up = network.Nodes.Where(node => node.IsUp).ToList();
        if (up.Count == 0)
            return;
        // Where something that is restricted has its number and no receipt, a clearance is of most consequence.
        var concerned =
            what == Happening.ChangeClearance
                ? up.Where(node => node.Links.Keys.Any(peer => IsRestrictedOnTheWay(node, peer))).ToList()
                : [];
        var node = picks.Of(concerned.Count > 0 ? concerned : up);
        try
        {
            Act(what, node, picks);
        }
        catch (PowerLostException)
        {
            network.Coverage.Note("fault: an officer's act failed");
            network.Unfinished.Add(node.Index);
        }
        network.After(node);
    }

    private void Act(Happening what, SimulatedNode node, Picks picks)
    {
        switch (what)
        {
            case Happening.ChangeClearance:
                ChangeClearance(node, picks);
                break;
            case Happening.PauseLink:
                PauseOrResume(node, picks);
                break;
            case Happening.AcceptCard when network.Plan.Strangers is { } strangers:
                if (node.Index == strangers.One || node.Index == strangers.Other)
                    Accept(node, node.Index == strangers.One ? strangers.Other : strangers.One);
                break;
            case Happening.ChangeKey or Happening.RevokeKey when !network.IsRestoring:
                keys.Let(what, node);
                break;
        }
    }

    // What the oracle expects it reads back where the act may have failed in the middle.
    private void ChangeClearance(SimulatedNode node, Picks picks)
    {
        var peers = node.Links.Keys.Where(peer => network.Plan.Cleared[peer]).ToList();
        if (peers.Count == 0)
            return;
        var concerned = peers.Where(peer => IsRestrictedOnTheWay(node, peer)).ToList();
        var peer = picks.Of(concerned.Count > 0 ? concerned : peers);
        var lowers = !network.Oracle.IsLowered(node.Index, peer);
        Say($"node {node.Index} {(lowers ? "lowers" : "raises")} the clearance of {peer}");
        network.Coverage.Note(lowers ? "fault: clearance lowered" : "clearance raised");
        var cards = node.Get<NodeCards>();
        try
        {
            network.Oracle.SetLowered(node.Index, peer, lowers);
            Wait.For(
                cards.SetClearanceAsync(Identity.All[peer].Node, lowers ? Founding.Unclassified : Founding.Restricted)
            );
        }
        catch (PowerLostException)
        {
            network.Oracle.ReadLowered(node, peer);
            throw;
        }
    }

    private bool IsRestrictedOnTheWay(SimulatedNode node, int peer) =>
        node.Query(OnTheWay, r => new Digest((byte[])r.GetValue(0)), node.Links[peer].Link.Number)
            .Exists(hash => network.Oracle.Find(hash) is { IsRestricted: true });

    private void PauseOrResume(SimulatedNode node, Picks picks)
    {
        if (node.Links.Count == 0)
            return;
        var links = node.Get<Links>();
        var link = picks.Of(node.Get<LinkTable>().All);
        Say($"node {node.Index} {(link.Paused ? "resumes" : "pauses")} its link to {network.IndexOf(link.Peer)}");
        network.Coverage.Note("fault: link paused or resumed");
        Wait.For(link.Paused ? links.ResumeAsync(link.Id) : links.PauseAsync(link.Id));
    }

    private void Accept(SimulatedNode node, int other)
    {
        if (!network.Nodes[other].IsUp || node.Get<NodeCards>().ClearanceOf(Identity.All[other].Node) is not null)
            return;
        Say($"node {node.Index} accepts the card of {other}");
        network.Coverage.Note("card of a stranger accepted");
        founding.Accept(node, other);
    }

    private void Say(string line)
    {
        if (network.Story.IsTold)
            network.Story.Tell(line);
    }
}
