using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Root;

[Trait("Category", "root")]
public sealed class ReceiverSyncTests(PreparedNetwork prepared) : SyncFaults(prepared)
{
    [EachNeedsRoot, Fault("SIGKILL at a sync, receiver", "strace: signal at the nth fsync or fdatasync")]
    [MemberData(nameof(Syncs))]
    public Task the_receiver_killed_at_a_sync_starts_unaided_and_loses_nothing(int sync) =>
        KilledAsync(network => network.Tokyo, sync);

    [EachNeedsRoot, Fault("EIO at a sync, receiver", "strace: error at the nth fsync or fdatasync")]
    [MemberData(nameof(SyncsWhileServing))]
    public Task a_failed_sync_at_the_receiver_gives_no_receipt_for_what_is_not_there(int sync) =>
        FailedAsync(network => network.Tokyo, sync);
}
