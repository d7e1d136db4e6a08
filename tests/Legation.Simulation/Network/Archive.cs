namespace Legation.Simulation;

/// <summary>
/// Disks of whole networks in the state in which their schedules begin: cards accepted, links made, directory and routes
/// everywhere. Made once for each plan; not for two threads.
/// </summary>
internal sealed class Archive : IDisposable
{
    private const string Beginning = "beginning";
    private const int MostPlans = 32;
    private readonly Dictionary<(int Nodes, int Variant), (Plan Plan, SimulatedDisk[] Disks)> known = [];

    /// <summary>A network that has just been set up.</summary>
    public Network Begin(int nodes, int variant, Mutation mutation, Story story, bool isRestoring)
    {
        if (!known.TryGetValue((nodes, variant), out var kept))
            known[(nodes, variant)] = kept = Make(new Plan(nodes, variant));
        foreach (var disk in kept.Disks)
        {
            disk.PowerOff();
            disk.PutBack(Beginning);
            disk.PowerOn();
        }
        var network = new Network(kept.Plan, kept.Disks, mutation, story) { IsRestoring = isRestoring };
        foreach (var node in network.Nodes)
            node.Start();
        return network;
    }

    public void Dispose()
    {
        foreach (var disk in known.Values.SelectMany(kept => kept.Disks))
            disk.Dispose();
    }

    private (Plan, SimulatedDisk[]) Make(Plan plan)
    {
        if (known.Count >= MostPlans)
        {
            Dispose();
            known.Clear();
        }
        SimulatedDisk[] disks = [.. Enumerable.Range(0, plan.Nodes).Select(_ => new SimulatedDisk())];
        var network = new Network(plan, disks, Mutation.None, new Story(new Coverage(), isTold: false));
        new Founding(network).Run();
        foreach (var disk in disks)
            disk.Keep(Beginning);
        return (plan, disks);
    }
}
