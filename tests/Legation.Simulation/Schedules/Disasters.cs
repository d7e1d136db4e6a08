namespace Legation.Simulation;

/// <summary>Crashes, disks that fail or are put back, lines that are cut, clocks that jump.</summary>
internal sealed class Disasters(Network network)
{
    private const string Copy = "copy";
    private const int LongestFuse = 60;
    private const int MostYears = 5;
    private readonly Dictionary<int, List<int>> loweredInCopy = [];

    public void Let(Happening what, Picks picks)
    {
        var node = picks.Of(network.Nodes);
        switch (what)
        {
            case Happening.StartNode when network.Nodes.FirstOrDefault(other => !other.IsUp) is { } down:
                network.Start(down);
                break;
            case Happening.Crash when node.IsUp:
                network.Coverage.Note("fault: crash");
                network.Crash(JustAnswered(picks) ?? node);
                break;
            case Happening.CrashWithin when node.IsUp:
                Light(node, picks, powerFails: true);
                break;
            case Happening.FailWithin when node.IsUp:
                network.Coverage.Note("fault: a write fails");
                Light(node, picks, powerFails: false);
                break;
            case Happening.CutLine:
                CutLine(picks);
                break;
            case Happening.MendLine:
                network.MendLines();
                break;
            case Happening.ClockJumps:
                network.Coverage.Note("fault: clock jumps");
                node.Clock.Ahead = TimeSpan.FromDays(365 * (picks.Next((2 * MostYears) + 1) - MostYears));
                break;
            case Happening.CopyDisk when node.IsUp && loweredInCopy.Count == 0:
                KeepCopy(node);
                break;
            case Happening.PutDiskBack when loweredInCopy.Count > 0:
                PutBack(network.Nodes[loweredInCopy.Keys.First()]);
                break;
        }
    }

    // Half of the crashes come when a node has just said that it has taken something.
    private SimulatedNode? JustAnswered(Picks picks) =>
        picks.Next(2) == 0
        && network.Messages.LastOrDefault(message => message is { Answer: not null, Batch: not null }) is { } answer
        && network.Nodes[answer.To] is { IsUp: true } node
            ? node
            : null;

    private void Light(SimulatedNode node, Picks picks, bool powerFails)
    {
        var writes = 1 + picks.Next(LongestFuse);
        Say($"node {node.Index}'s {(powerFails ? "power fails" : "disk fails once")} after {writes} writes");
        node.Disk.FailAfter(writes, powerFails);
    }

    private void CutLine(Picks picks)
    {
        var link = picks.Of(network.Plan.Links);
        var how = picks.Next(3);
        Say($"the line of {link.From} and {link.To} is cut{(how == 0 ? "" : " one way")}");
        network.Coverage.Note(how == 0 ? "fault: partition" : "fault: partition one way");
        if (how != 1)
            network.Cut(link.From, link.To, isCut: true);
        if (how != 2)
            network.Cut(link.To, link.From, isCut: true);
    }

    private void KeepCopy(SimulatedNode node)
    {
        var lowered = Enumerable
            .Range(0, network.Plan.Nodes)
            .Where(of => network.Oracle.IsLowered(node.Index, of))
            .ToList();
        loweredInCopy[node.Index] = lowered;
        node.Disk.Keep(Copy);
        Say($"node {node.Index}'s disk is copied");
    }

    private void PutBack(SimulatedNode node)
    {
        network.Coverage.Note("fault: earlier copy of a disk put back");
        Say($"node {node.Index}'s copy is put back");
        network.Crash(node);
        foreach (var batch in OnTheWay(node))
            network.KeepForWeeks(batch);
        var lost = PutBackDisk(node);
        StartAsItWas(node);
        node.Epoch++;
        for (var of = 0; of < network.Plan.Nodes; of++)
            network.Oracle.SetLowered(node.Index, of, loweredInCopy[node.Index].Contains(of));
        network.Oracle.Restored(node.Index, lost);
        network.Start(node);
    }

    // What the disk had and the copy has not.
    private static HashSet<Digest> PutBackDisk(SimulatedNode node)
    {
        node.Disk.PowerOn();
        var lost = node.Versions();
        node.Disk.PutBack(Copy);
        lost.ExceptWith(node.Versions());
        return lost;
    }

    // Its people forget the new epoch, until a peer has said what it sees.
    private void StartAsItWas(SimulatedNode node)
    {
        network.Start(node);
        new CopyCheck(network).JudgeNoticed(node);
        network.Crash(node);
    }

    private List<Message> OnTheWay(SimulatedNode from) =>
        [
            .. network.Messages.Where(message =>
                message.From == from.Index && message is { Answer: null, Batch: not null }
            ),
        ];

    private void Say(string line)
    {
        if (network.Story.IsTold)
            network.Story.Tell(line);
    }
}
