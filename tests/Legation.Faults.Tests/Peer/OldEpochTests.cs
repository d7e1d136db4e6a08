using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Peer;

public sealed class OldEpochTests(PreparedNetwork prepared)
{
    [Fact, Fault("batch from an old epoch", "a caller with the peer's keys")]
    public async Task a_batch_from_an_old_epoch_is_refused_and_raises_an_alarm()
    {
        await using var office = await CalledOffice.StartAsync(prepared);
        var newer = new CallerBatch(office.Seoul.Identity.Node, office.Seoul.Receiver, office.Dispatches(1))
        {
            Epoch = 2,
        };
        (await office.Seoul.SendAsync(newer)).Outcomes.ShouldBe(["stored"]);
        var answer = await office.Seoul.SendAsync(office.Seoul.Batch(office.Dispatches(1)));
        ((int)answer.Status, answer.Code).ShouldBe((409, "old-epoch"));
        await office.AlarmedAsync("old-epoch");
        (await office.WaitingAsync()).ShouldBe(1);
        (await office.Seoul.SendAsync(newer with { First = 2, Items = office.Dispatches(1) })).Outcomes.ShouldBe([
            "stored",
        ]);
    }
}
