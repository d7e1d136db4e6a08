using System.Net;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Root;

[Trait("Category", "root")]
public sealed class SenderSyncTests(PreparedNetwork prepared) : SyncFaults(prepared)
{
    [EachNeedsRoot, Fault("SIGKILL at a sync, sender", "strace: signal at the nth fsync or fdatasync")]
    [MemberData(nameof(Syncs))]
    public Task the_sender_killed_at_a_sync_starts_unaided_and_loses_nothing(int sync) =>
        KilledAsync(network => network.Seoul, sync);

    [EachNeedsRoot, Fault("EIO at a sync, sender", "strace: error at the nth fsync or fdatasync")]
    [MemberData(nameof(SyncsWhileServing))]
    public Task a_failed_sync_at_the_sender_acknowledges_nothing_that_is_not_there(int sync) =>
        FailedAsync(network => network.Seoul, sync);

    [NeedsRoot, Fault("EIO at all syncs, sender", "strace: error at every fsync and fdatasync")]
    public async Task while_every_sync_fails_nothing_is_acknowledged()
    {
        await using var network = new ServedNetwork(await Prepared.CopyAsync());
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
}
