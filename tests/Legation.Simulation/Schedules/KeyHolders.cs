namespace Legation.Simulation;

/// <summary>
/// Who changes the keys of a node and takes former ones back, as the product does it: by records, which its peers get late,
/// twice, or after what the new key has signed.
/// </summary>
internal sealed class KeyHolders(Network network)
{
    private const int RegardlessEach = 4;
    private readonly HashSet<int> haveRevoked = [];

    // One that is strange to others at first keeps its key: its clock may have been set back since they accepted a card,
    // and then its people have none that is newer; and whoever accepts it after a revocation misses its directory.
    // A renewal may overtake a revocation, which is then refused for good (not-its-to-revoke): who has revoked changes no more.
    public void Let(Happening what, SimulatedNode node, Picks picks)
    {
        if (network.Plan.IsStranger(node.Index) || haveRevoked.Contains(node.Index))
            return;
        if (what == Happening.RevokeKey)
            Revoke(node);
        else if (!node.Get<KeyChange>().IsUnderWay)
            Announce(node);
        else if (picks.Next(RegardlessEach) == 0)
            UseNow(node);
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

    private void UseNow(SimulatedNode node)
    {
        Say($"node {node.Index} signs with its new key, whoever knows of it");
        network.Coverage.Note("fault: key changed before all know of it");
        Wait.For(node.Get<KeyChange>().FinishNowAsync());
    }

    // What it signed with them and has not gone out is lost to its peers.
    private void Revoke(SimulatedNode node)
    {
        if (node.Keys.Former.Count == 0 || node.Keys.Next is not null)
            return;
        haveRevoked.Add(node.Index);
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
