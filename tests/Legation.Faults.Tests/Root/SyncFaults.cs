using System.Globalization;
using Legation.Faults.Tests.Killed;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Root;

/// <summary>An exchange of dispatches while one node's syncs end it or fail.</summary>
public abstract class SyncFaults(PreparedNetwork prepared)
{
    private protected const int Dispatches = 30;
    private const int Clients = 3;

    // Each of the first N where LEGATION_FAULTS_SYNCS says so; else some that every run has.
    public static TheoryData<int> Syncs => From(1, [1, 2, 4, 7, 12, 20]);

    // Before that the node has not served yet.
    public static TheoryData<int> SyncsWhileServing => From(2, [2, 4, 7, 12]);

    private protected PreparedNetwork Prepared => prepared;

    private static TheoryData<int> From(int first, int[] some) =>
        Environment.GetEnvironmentVariable("LEGATION_FAULTS_SYNCS") is { } last
            ? [.. Enumerable.Range(first, int.Parse(last, CultureInfo.InvariantCulture) - first + 1)]
            : [.. some];

    private protected async Task KilledAsync(Func<ServedNetwork, ServedNode> which, int sync)
    {
        await using var network = new ServedNetwork(await Prepared.CopyAsync());
        var victim = which(network);
        victim.Launch(Strace.KillsAt(sync, victim));
        var revived = victim.StartAfterItsEndAsync();
        await Task.WhenAll(network.Nodes.Where(node => node != victim).Select(node => node.StartAsync()));
        await ExchangeAsync(network, revived);
    }

    private protected async Task FailedAsync(Func<ServedNetwork, ServedNode> which, int sync)
    {
        await using var network = new ServedNetwork(await Prepared.CopyAsync());
        var victim = which(network);
        await Task.WhenAll(
            network.Nodes.Select(node =>
                node == victim ? node.StartAsync(Strace.FailsAt(sync, victim)) : node.StartAsync()
            )
        );
        await ExchangeAsync(network, Task.CompletedTask);
        Strace.HasInjected(victim).ShouldBeTrue();
    }

    private protected static async Task ExchangeAsync(ServedNetwork network, Task revived)
    {
        await Eventually.HoldsAsync(
            "Seoul answers",
            TimeSpan.FromSeconds(30),
            async () => await network.Representative.LinksAsync() is not null
        );
        var exchange = new Exchange(network, "Sync", Dispatches) { Clients = Clients };
        var posting = exchange.PostAsync();
        var clearing = exchange.ClearAsync(posting);
        await posting;
        await clearing;
        await revived;
        await Delivered.HoldsAsync(network, exchange);
    }
}
