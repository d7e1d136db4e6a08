namespace Legation.Simulation;

/// <summary>
/// Who changes the keys of a node and takes former ones back, as the product does it: by records, which its peers get late
/// or twice. A new key comes into use when all were told: before that, two nodes at once would need their people.
/// </summary>
internal sealed class KeyHolders(Network network)
{
    // One that is strange to others at first keeps its key: its clock may have been set back since they accepted a card,
    // and then its people have none that is newer; and whoever accepts it after a revocation misses its directory.
    public void Let(Happening what, SimulatedNode node)
    {
        if (network.Plan.IsStranger(node.Index))
            return;
        if (what == Happening.RevokeKey)
            Revoke(node);
        else if (!node.Get<KeyChange>().IsUnderWay)
            Announce(node);
        else
            Finish(node);
    }

    private void Announce(SimulatedNode node)
    {
        if (!Wait.For(node.Get<KeyChange>().StartAsync(signing: true, tls: false)).Succeeded(out _))
            return;
        Say($"node {node.Index} announces a new key");
        network.Coverage.Note("fault: new key announced");
    }

    private void Finish(SimulatedNode node)
    {
        if (!Wait.For(node.Get<KeyChange>().TryFinishAsync()))
            return;
        Say($"node {node.Index} signs with its new key");
        network.Coverage.Note("fault: key changed");
    }

    // What it signed with them and has not gone out is lost to its peers.
    private void Revoke(SimulatedNode node)
    {
        if (node.Keys.Former.Count == 0 || node.Keys.Next is not null)
            return;
        Say($"node {node.Index} revokes its former keys");
        network.Oracle.Revoked(node.Keys.Former);
        if (Wait.For(node.Get<KeyRegister>().RevokeAsync(node.Identity.Node)).Succeeded(out _))
            network.Coverage.Note("fault: former keys revoked");
    }

    private void Say(string line)
    {
        if (network.Story.IsTold)
            network.Story.Tell(line);
    }
}
