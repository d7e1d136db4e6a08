using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>A post and headquarters with a link both ways; the post knows headquarters' organisation.</summary>
public abstract class TwoNodes : IAsyncLifetime
{
    private protected TestNode Seoul { get; private set; } = null!;

    private protected TestNode Headquarters { get; private set; } = null!;

    private protected LinkView Link => Seoul.LinkTo(Headquarters);

    public async ValueTask InitializeAsync()
    {
        Seoul = await TestNode.StartAsync("Seoul");
        Headquarters = await TestNode.StartAsync("Headquarters");
        await Seoul.LinkAsync(Headquarters);
        await Headquarters.PublishOrganisationAsync();
        await Eventually.Async(() => Seoul.Query("SELECT COUNT(*) FROM current") > 0);
    }

    public async ValueTask DisposeAsync()
    {
        await Seoul.DisposeAsync();
        await Headquarters.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task IsDeliveredAsync(SignedRecord record) =>
        Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.Delivered);
}
