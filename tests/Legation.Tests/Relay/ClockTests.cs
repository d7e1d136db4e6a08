using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class ClockTests : TwoNodes
{
    [Fact]
    public async Task a_label_that_is_new_to_a_node_whose_clock_is_behind_goes_on_every_link()
    {
        await using var post = await TestNode.StartAsync("Post");
        await using var wellington = await TestNode.StartAsync("Wellington");
        await post.LinkAsync(Seoul);
        await Seoul.LinkAsync(wellington);
        post.Clock.Ahead = TimeSpan.FromMinutes(6);
        var record = await post.WriteAsync(Audiences.Everyone, "RESTRICTED");
        await Seoul.ReceivesAsync(record);
        Seoul.DeliveryOf(record, Headquarters).ShouldNotBeNull();
        Seoul.DeliveryOf(record, wellington).ShouldNotBeNull();
        await Headquarters.ReceivesAsync(record);
        await wellington.ReceivesAsync(record);
    }

    [Fact]
    public async Task a_clock_set_back_by_a_hundred_days_does_not_stop_a_link()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Link.State == LinkState.LineDown);
        Seoul.Clock.Ahead = TimeSpan.FromDays(-100);
        Seoul.Line.Down = false;
        await IsDeliveredAsync(record);
    }
}
