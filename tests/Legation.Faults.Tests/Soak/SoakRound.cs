using System.Diagnostics.CodeAnalysis;
using Legation.Faults.Tests.Killed;
using Legation.Faults.Tests.Line;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Soak;

/// <summary>Some hundred dispatches from Seoul through Tokyo to headquarters, beside a ministry that may have none of them.</summary>
internal sealed class SoakRound(NetworkFolder folder, int seed)
{
    private const int Dispatches = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly List<string> broken = [];

    public async Task<SoakReport> RunAsync()
    {
        await using var network = new ServedNetwork(folder);
        ServedNode[] nodes = [.. network.Nodes, network.Ministry];
        var lines = nodes.Select(FaultyLine.Before).ToList();
        await Task.WhenAll(nodes.Select(node => node.StartAsync()));
        var exchange = new Exchange(network, $"Soak {seed}", Dispatches) { Clients = 3 };
        var chaos = new Chaos([.. nodes.Zip(lines)], seed);
        var posting = exchange.PostAsync();
        var clearing = exchange.ClearAsync(posting);
        var traffic = Task.WhenAll(posting, clearing);
        await CheckAsync("chaos and traffic end", () => Task.WhenAll(traffic, chaos.RunAsync(traffic)));
        await CheckAsync("each once, with one effect", () => Delivered.HoldsAsync(network, exchange));
        await CheckAsync(
            "audits verify",
            async () => (await network.Ministry.VerifyAuditAsync()).ShouldContain("holds")
        );
        await CheckAsync("nothing where it may not be", () => NothingAtTheMinistryAsync(network));
        await CheckAsync("receipts and registers agree", () => AgreeAsync(nodes));
        foreach (var line in lines)
            await line.DisposeAsync();
        return new SoakReport(exchange.Accepted.Count, chaos.Events, broken);
    }

    private static Task NothingAtTheMinistryAsync(ServedNetwork network)
    {
        foreach (var kind in new[] { "dispatch", "clearance" })
            Journal.Current(network.Ministry.Folder, kind).ShouldBe(0);
        return Task.CompletedTask;
    }

    // Each receipt names the size and the root of its giver's tree; all that were given are where they were sent.
    private static async Task AgreeAsync(IReadOnlyList<ServedNode> nodes)
    {
        await Eventually.HoldsAsync(
            "every receipt given was taken, and no other",
            Patience,
            () =>
                nodes
                    .SelectMany(node => Journal.ReceiptsGiven(node.Folder))
                    .ToHashSet(StringComparer.Ordinal)
                    .SetEquals(nodes.SelectMany(node => Journal.ReceiptsTaken(node.Folder)))
        );
        foreach (var kind in new[] { "dispatch", "clearance" })
            nodes.Take(3).Select(node => Journal.Current(node.Folder, kind)).ShouldAllBe(count => count == Dispatches);
    }

    [SuppressMessage("Design", "CA1031", Justification = "What does not hold is reported, with the others.")]
    private async Task CheckAsync(string what, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (Exception e)
        {
            broken.Add($"{what}: {e.Message}");
        }
    }
}
