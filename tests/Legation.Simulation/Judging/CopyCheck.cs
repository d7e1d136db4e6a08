namespace Legation.Simulation;

/// <summary>
/// A node whose disk was put back is noticed by its peers as soon as they hear of it, and nobody is suspected for
/// anything else.
/// </summary>
internal sealed class CopyCheck(Network network)
{
    private const string Suspicions = """
        SELECT what FROM alarm WHERE what IN ('restored-copy', 'forked-journal', 'own-copy-restored')
        """;

    /// <summary>The node has been started without a new epoch; each peer that is up hears of it.</summary>
    public void JudgeNoticed(SimulatedNode node)
    {
        node.Disk.FailAfter(0, powerFails: false);
        foreach (var peer in node.Links.Keys.Select(index => network.Nodes[index]).Where(peer => peer.IsUp).ToList())
        {
            peer.Disk.FailAfter(0, powerFails: false);
            var known = peer.Get<HeadStore>().Last(node.Identity.Node)?.Said;
            var isBehind = known?.Epoch == node.Epoch && known.Size > node.Ledger.Head.Seq;
            new Exchange(peer, node).Run();
            if (!isBehind)
                continue;
            network.Coverage.Note("older copy noticed by a peer");
            if (!SuspicionsAt(peer).Contains("restored-copy"))
                throw new ViolationException(
                    "an older copy is noticed",
                    $"{node.Index} is one, and {peer.Index} is silent"
                );
        }
    }

    /// <summary>All have heard of each other after it all: those that were put back have begun a new epoch.</summary>
    public void JudgeAtRest()
    {
        foreach (var node in network.Nodes)
        foreach (var peer in node.Links.Keys)
            new Exchange(node, network.Nodes[peer]).Run();
        foreach (var node in network.Nodes)
            if (SuspicionsAt(node) is [var what, ..])
                throw new ViolationException("nobody is suspected for nothing", $"{what} stands at {node.Index}");
    }

    private static List<string> SuspicionsAt(SimulatedNode node) => node.Query(Suspicions, r => r.GetString(0));
}
