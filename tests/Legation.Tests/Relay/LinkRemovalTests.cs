using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class LinkRemovalTests : TwoNodes
{
    [Fact]
    public async Task a_link_that_is_added_again_goes_on_with_its_numbers()
    {
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        await RemoveAsync();
        Seoul.Links.All().ShouldBeEmpty();
        await Seoul.AddLinkAsync(Headquarters);
        var later = await Seoul.WriteAsync(Headquarters.Organisation);
        await IsDeliveredAsync(later);
        Headquarters.Count(later).ShouldBe(1);
        Headquarters.Query("SELECT MAX(cursor) FROM relay_lane_in WHERE lane = 4").ShouldBe(2);
        Headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(0);
    }

    [Fact]
    public async Task what_was_delivered_before_is_not_sent_again_and_stays_delivered()
    {
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await IsDeliveredAsync(record);
        await RemoveAsync();
        Seoul.DeliveryOf(record, Headquarters).ShouldBe(DeliveryState.Delivered);
        await Seoul.AddLinkAsync(Headquarters);
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Seoul.Query("SELECT next FROM relay_lane_out WHERE lane = 4").ShouldBe(3);
    }

    [Fact]
    public async Task what_waited_is_offered_when_the_node_is_linked_again()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        (await RemoveAsync()).ShouldBe(new RemovedLink(1, 0, null));
        Seoul.DeliveryOf(record, Headquarters).ShouldBeNull();
        await Seoul.AddLinkAsync(Headquarters);
        await IsDeliveredAsync(record);
        Headquarters.Count(record).ShouldBe(1);
    }

    [Fact]
    public async Task what_was_taken_but_not_receipted_is_journalled_there_once()
    {
        Seoul.Line.LoseAnswers(int.MaxValue);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Headquarters.ReceivesAsync(record);
        (await RemoveAsync()).Waited.ShouldBe(1);
        Seoul.Line.LoseAnswers(0);
        await Seoul.AddLinkAsync(Headquarters);
        await IsDeliveredAsync(record);
        Headquarters.Count(record).ShouldBe(1);
        Headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(0);
    }

    [Fact]
    public async Task the_peer_sends_nothing_while_there_is_no_link_and_goes_on_when_there_is_one()
    {
        await RemoveAsync();
        var record = await Headquarters.WriteAsync(Seoul.Id);
        await Eventually.Async(() => Headquarters.LinkTo(Seoul).State == LinkState.Held);
        Seoul.Count(record).ShouldBe(0);
        await Seoul.AddLinkAsync(Headquarters);
        await Seoul.ReceivesAsync(record);
    }

    [Fact]
    public async Task a_number_is_never_given_to_another_peer()
    {
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        await RemoveAsync();
        await using var oslo = await TestNode.StartAsync("Oslo");
        await Seoul.LinkAsync(oslo);
        var record = await Seoul.WriteAsync(oslo.Id);
        await oslo.ReceivesAsync(record);
        // Two batches are under way at once, and the second may be there first.
        await Eventually.Async(() => oslo.Query("SELECT MIN(first) FROM relay_receipt WHERE lane = 4") == 1);
        Seoul.Query("SELECT number FROM relay_link").ShouldBe(2);
    }

    [Fact]
    public async Task what_waited_goes_by_the_link_that_carries_the_rest()
    {
        await using var hub = await TestNode.StartAsync("Hub");
        await Seoul.LinkAsync(hub, rest: true);
        await hub.LinkAsync(Headquarters);
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        (await RemoveAsync()).ShouldBe(new RemovedLink(1, 1, hub.Id));
        await hub.ReceivesAsync(record);
    }

    [Fact]
    public async Task a_link_that_was_removed_is_away_after_a_restart()
    {
        await RemoveAsync();
        await Seoul.StopAsync();
        await Seoul.StartAsync();
        Seoul.Links.All().ShouldBeEmpty();
        Seoul.Cards.ClearanceOf(Headquarters.Id).ShouldNotBeNull();
        (await Seoul.Links.RemoveAsync(Headquarters.Id)).Refusal!.Code.ShouldBe("link-unknown");
    }

    private async Task<RemovedLink> RemoveAsync() => (await Seoul.Links.RemoveAsync(Headquarters.Id)).Value;
}
