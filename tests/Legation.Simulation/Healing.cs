namespace Legation.Simulation;

/// <summary>Everything works again, and the network goes on until nothing is left to do.</summary>
internal sealed class Healing(Network network)
{
    private const int MostStepsOfANode = 500;

    // A network that does not come to rest does the same again and again.
    private const int MostTold = 150;

    // Of the office's head and of his deputy.
    private const int Terms = 2;

    private const string Open = """
        SELECT COUNT(*) FROM relay_outbox o JOIN relay_link l ON l.number = o.link WHERE o.state <= 1
        """;

    public void Run()
    {
        network.MendLines();
        foreach (var node in network.Nodes)
            node.Disk.FailAfter(0, powerFails: false);
        foreach (var unfinished in network.Unfinished)
            network.Crash(network.Nodes[unfinished]);
        foreach (var node in network.Nodes.Where(node => !node.IsUp))
            network.Start(node);
        foreach (var node in network.Nodes)
            PutRight(node);
        Settle();
        // What comes weeks late finds what has come since.
        network.Messages.AddRange(network.Shelf);
        network.Shelf.Clear();
        Settle();
        foreach (var node in network.Nodes)
            FinishKeys(node);
        Settle();
        EndTimes();
        Settle();
    }

    // The office's clock is right and its peers say so: what has a limit goes on, after the deputy has had his time.
    private void EndTimes()
    {
        var office = network.Nodes[1];
        if (office.Number("SELECT COUNT(*) FROM dispatch_term") == 0)
            return;
        foreach (var node in network.Nodes)
            node.Clock.Ahead = TimeSpan.Zero;
        for (var term = 0; term <= Terms; term++)
        {
            foreach (var peer in office.Links.Keys)
                new Exchange(office, network.Nodes[peer]).Run();
            network.TimeLimits.Sweep(atRest: true);
            network.Elapsed += TimeSpan.FromMinutes(Plan.ImmediateLimit);
        }
    }

    private static void FinishKeys(SimulatedNode node)
    {
        if (node.Get<KeyChange>() is { IsUnderWay: true } change && !Wait.For(change.TryFinishAsync()))
            throw new ViolationException(
                "a change of keys comes to its end",
                $"{node.Index}: {string.Join("; ", Wait.For(change.UntoldAsync()).Select(untold => untold.Why))}"
            );
    }

    /// <summary>Goes on until nothing is left to do.</summary>
    public void Settle()
    {
        network.Story.GoOn();
        for (var i = 0; i < MostStepsOfANode * network.Nodes.Count; i++)
        {
            if (i == MostTold)
                network.Story.Hush();
            if (network.Asked.FirstOrDefault(asked => asked.Effect is not LinkEffect.Call) is { Link: { } link } asked)
                network.CarryOut(link, asked.Effect);
            else if (network.Messages.Count > 0)
                network.Deliver(network.Messages[0]);
            else if (IsQuiet)
                return;
            else if (network.Asked.FirstOrDefault() is { Link: { } calling } call)
                network.CarryOut(calling, call.Effect);
            else if (!network.Pass())
                break;
        }
        throw new ViolationException("what is queued goes out", $"the network does not come to rest: {Waiting()}");
    }

    private bool IsQuiet => network.Nodes.All(node => node.Number(Open) == 0);

    private string Waiting() =>
        string.Join(
            "; ",
            network.Nodes.SelectMany(node =>
                node.Links.Values.Select(link => $"{node.Index}→{link.Peer} {link.Report.Trouble} {link.Report.Why}")
            )
        );

    // Links that were paused, clearances that were lowered, cards that were not accepted.
    private void PutRight(SimulatedNode node)
    {
        foreach (var link in node.Get<LinkTable>().All.Where(link => link.Paused).ToList())
            Wait.For(node.Get<Links>().ResumeAsync(link.Id));
        for (var other = 0; other < network.Plan.Nodes; other++)
            if (other != node.Index)
                PutRight(node, other);
        node.Look();
    }

    private void PutRight(SimulatedNode node, int other)
    {
        network.Oracle.SetLowered(node.Index, other, false);
        var cards = node.Get<NodeCards>();
        var clearance = network.Plan.Cleared[other] ? Founding.Restricted : Founding.Unclassified;
        if (cards.KeysOf(Identity.All[other].Node).Count == 0)
            new Founding(network).Accept(node, other);
        else if (!cards.ClearanceOf(Identity.All[other].Node)!.Classifications.SequenceEqual(clearance.Classifications))
            Wait.For(cards.SetClearanceAsync(Identity.All[other].Node, clearance));
    }
}
