using System.Net;
using Legation.Server.Tests.Dispatches;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Duty;

/// <summary>The post was restored from a copy, and writes another text under a number that it has used.</summary>
public sealed class RestoredSenderCallTests(RouteNetwork network) : IClassFixture<RouteNetwork>
{
    private readonly RestoredSender sender = new(network);

    [Fact]
    public async Task the_office_is_called_for_the_other_text_as_for_any_that_arrives()
    {
        await network.RuleAsync(new() { Routes = [network.Route(network.OfficeId.ToString())] });
        await Calls.ToAsync(network.Office, network.OfficeId, "mette");
        var (id, first) = await sender.FirstAsync("flash");
        await sender.ComesAsync(sender.Second(first, epoch: 1, "The lost second version"));
        await Calls.UntilAsync(network.Mette, id);
        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        await Eventually.UntilAsync(async () => !await Calls.IsCalledAsync(network.Mette, id));

        await sender.ComesAsync(sender.Second(first, epoch: 2, "The other second version"));

        await Calls.UntilAsync(network.Mette, id);
        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        await Eventually.UntilAsync(async () => !await Calls.IsCalledAsync(network.Mette, id));
    }
}
