using Legation.Records;

namespace Legation.Tests.Relay;

public sealed class TwoNodesTests : IAsyncLifetime
{
    private TestNode seoul = null!;
    private TestNode headquarters = null!;

    public async ValueTask InitializeAsync()
    {
        seoul = await TestNode.StartAsync("Seoul");
        headquarters = await TestNode.StartAsync("Headquarters");
        await seoul.LinkAsync(headquarters);
    }

    public async ValueTask DisposeAsync()
    {
        await seoul.DisposeAsync();
        await headquarters.DisposeAsync();
    }

    [Fact]
    public async Task a_record_for_everyone_reaches_the_peer()
    {
        var record = await seoul.PublishOrganisationAsync();
        await headquarters.ReceivesAsync(record);
        await Eventually.Async(() => seoul.DeliveryOf(record, headquarters) == DeliveryState.Delivered);
    }
}
