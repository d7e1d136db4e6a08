using Legation.Faults.Tests.Line;
using Legation.Faults.Tests.Network;

namespace Legation.Faults.Tests.Soak;

/// <summary>Kills nodes and spoils lines, one thing after the other, as a seed has it; in the end all is well again.</summary>
internal sealed class Chaos(IReadOnlyList<(ServedNode Node, FaultyLine Line)> places, int seed)
{
    private const int Shortest = 200;
    private const int Longest = 2000;
    private readonly Random random = new(seed);
    private readonly List<string> events = [];

    /// <summary>What was done, in its order.</summary>
    public IReadOnlyList<string> Events => events;

    public async Task RunAsync(Task until)
    {
        while (!until.IsCompleted)
        {
            var (node, line) = places[random.Next(places.Count)];
            var name = Path.GetFileName(node.Folder);
            if (random.Next(3) == 0)
                await KillAsync(node, name, until);
            else
                await SpoilAsync(line, name, until);
        }
    }

    private async Task KillAsync(ServedNode node, string name, Task until)
    {
        events.Add($"kill {name}");
        await node.KillAsync();
        await PauseAsync(until);
        await node.StartAsync();
    }

    private async Task SpoilAsync(FaultyLine line, string name, Task until)
    {
        var fault = Draw();
        events.Add($"{fault.GetType().Name} {name}");
        line.Fault = fault;
        if (random.Next(2) == 0)
            line.Break();
        await PauseAsync(until);
        line.Fault = LineFault.None;
        // What was lost without a sign is noticed by pings only, which take half a minute.
        line.Break();
        await PauseAsync(until);
    }

    private LineFault Draw() =>
        random.Next(8) switch
        {
            0 => new Down(),
            1 => new Silent(Way.ToNode),
            2 => new Silent(Way.FromNode),
            3 => new Slow(TimeSpan.FromMilliseconds(random.Next(100))),
            4 => new Reset(random.Next(30_000), 3),
            5 => new FlippedBit(random.Next(30_000), 3),
            6 => new Repeated(random.Next(30_000), 3),
            _ => new Lossy(random.Next(), 10),
        };

    private Task PauseAsync(Task until) =>
        Task.WhenAny(until, Task.Delay(TimeSpan.FromMilliseconds(random.Next(Shortest, Longest))));
}
