using Legation.Faults.Tests.Killed;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Root;

/// <summary>An exchange of dispatches while one node's syncs end it or fail.</summary>
public abstract class SyncFaults(PreparedNetwork prepared)
{
    private protected const int Dispatches = 30;
    private const int Clients = 3;

    public static TheoryData<int> Syncs => [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 17, 22];

    // Before that the node has not served yet.
    public static TheoryData<int> SyncsWhileServing => [2, 3, 4, 5, 6, 7, 8, 11, 15];

    private protected PreparedNetwork Prepared => prepared;

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
