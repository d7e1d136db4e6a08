using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>What is void is signed with a key that the peer does not know yet.</summary>
public sealed class UnprovenVoidTests : TwoNodes
{
    private readonly NodeKey unknown = NodeKey.Generate();

    [Fact]
    public async Task what_may_go_again_goes_under_another_number()
    {
        var record = await WithdrawnAsync();
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Restricted);

        Arrive(withdrawnOnly: true);

        await IsDeliveredAsync(record);
        Headquarters.Count(record).ShouldBe(1);
        Headquarters.Query("SELECT cursor FROM relay_lane_in WHERE lane = 4").ShouldBe(2);
    }

    [Fact]
    public async Task what_may_not_go_is_held_back_for_that_and_goes_when_it_may()
    {
        var record = await WithdrawnAsync();

        Arrive(withdrawnOnly: true);

        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.HeldBack);
        Why(record).ShouldNotContain("bad-void");
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Restricted);
        await IsDeliveredAsync(record);
    }

    [Fact]
    public async Task what_was_not_withdrawn_is_not_sent_again_and_again_to_a_peer_that_calls_it_void()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);

        Arrive(withdrawnOnly: false);

        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.HeldBack);
        Why(record).ShouldContain("bad-void");
    }

    private async Task<SignedRecord> WithdrawnAsync()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.Sent);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);
        await Eventually.Async(() => Seoul.Query("SELECT COUNT(*) FROM journal WHERE type = 8") == 1);
        return record;
    }

    private void Arrive(bool withdrawnOnly)
    {
        Seoul.Line.AlterBatch = batch =>
            batch with
            {
                Items =
                [
                    .. batch.Items.Select(
                        (item, i) => withdrawnOnly && !item.ClaimsVoid ? item : BatchItem.Void(Signed(batch.Head, i))
                    ),
                ],
            };
        Seoul.Line.Down = false;
    }

    private byte[] Signed(BatchHead head, int index) => VoidStatement.Of(head, index).Sign(unknown);

    private string Why(SignedRecord record) =>
        Seoul.Get<IDeliveries>().Of(record.Header.Id).Single(d => d.Peer == Headquarters.Id).Why ?? "";
}
