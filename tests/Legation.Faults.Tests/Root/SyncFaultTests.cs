using System.Net;
using Legation.Faults.Tests.Killed;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Root;

[Trait("Category", "root")]
public sealed class SyncFaultTests(PreparedNetwork prepared)
{
    private const int Dispatches = 30;
    private const int Clients = 3;

    public static TheoryData<int> Syncs => [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 17, 22];

    // Before that the node has not served yet.
    public static TheoryData<int> SyncsWhileServing => [2, 3, 4, 5, 6, 7, 8, 11, 15];

    [EachNeedsRoot, Fault("SIGKILL at a sync, sender", "strace: signal at the nth fsync or fdatasync")]
    [MemberData(nameof(Syncs))]
    public Task the_sender_killed_at_a_sync_starts_unaided_and_loses_nothing(int sync) =>
        KilledAsync(network => network.Seoul, sync);

    [EachNeedsRoot, Fault("SIGKILL at a sync, receiver", "strace: signal at the nth fsync or fdatasync")]
    [MemberData(nameof(Syncs))]
    public Task the_receiver_killed_at_a_sync_starts_unaided_and_loses_nothing(int sync) =>
        KilledAsync(network => network.Tokyo, sync);

    [EachNeedsRoot, Fault("EIO at a sync, sender", "strace: error at the nth fsync or fdatasync")]
    [MemberData(nameof(SyncsWhileServing))]
    public Task a_failed_sync_at_the_sender_acknowledges_nothing_that_is_not_there(int sync) =>
        FailedAsync(network => network.Seoul, sync);

    [EachNeedsRoot, Fault("EIO at a sync, receiver", "strace: error at the nth fsync or fdatasync")]
    [MemberData(nameof(SyncsWhileServing))]
    public Task a_failed_sync_at_the_receiver_gives_no_receipt_for_what_is_not_there(int sync) =>
        FailedAsync(network => network.Tokyo, sync);

    [NeedsRoot, Fault("EIO at all syncs, sender", "strace: error at every fsync and fdatasync")]
    public async Task while_every_sync_fails_nothing_is_acknowledged()
    {
        await using var network = new ServedNetwork(prepared.Copy());
        await Task.WhenAll(network.Tokyo.StartAsync(), network.Headquarters.StartAsync());
        await network.Seoul.StartAsync(Strace.FailsFrom(2, network.Seoul));
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        var draft = new DispatchDraft("Never synced", desk);
        for (var attempt = 0; attempt < Dispatches; attempt++)
            (await network.Representative.ReleaseAsync(draft, "never")).Status.ShouldNotBe(HttpStatusCode.Created);
        (await network.Deputy.ListAsync("to-clear")).ShouldBeEmpty();
        await network.Seoul.KillAsync();
        await network.Seoul.StartAsync();
        await ExchangeAsync(network, Task.CompletedTask);
    }

    private async Task KilledAsync(Func<ServedNetwork, ServedNode> which, int sync)
    {
        await using var network = new ServedNetwork(prepared.Copy());
        var victim = which(network);
        victim.Launch(Strace.KillsAt(sync, victim));
        var revived = victim.StartAfterItsEndAsync();
        await Task.WhenAll(network.Nodes.Where(node => node != victim).Select(node => node.StartAsync()));
        await ExchangeAsync(network, revived);
    }

    private async Task FailedAsync(Func<ServedNetwork, ServedNode> which, int sync)
    {
        await using var network = new ServedNetwork(prepared.Copy());
        var victim = which(network);
        await Task.WhenAll(
            network.Nodes.Select(node =>
                node == victim ? node.StartAsync(Strace.FailsAt(sync, victim)) : node.StartAsync()
            )
        );
        await ExchangeAsync(network, Task.CompletedTask);
        Strace.HasInjected(victim).ShouldBeTrue();
    }

    private static async Task ExchangeAsync(ServedNetwork network, Task revived)
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
