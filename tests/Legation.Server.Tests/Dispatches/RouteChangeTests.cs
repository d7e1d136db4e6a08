using System.Net;
using Legation.Organisations.Register;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Headquarters rules another way while a dispatch waits at the office.</summary>
public sealed class RouteChangeTests(RouteNetwork network) : IClassFixture<RouteNetwork>
{
    [Fact]
    public async Task what_waits_at_the_office_goes_on_once_its_route_is_direct()
    {
        var id = await WaitingAsync("Waits");

        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(RouteLine.Direct)] });

        (await RouteNetwork.ArrivesAsync(network.Lea, id))["status"].ShouldBe("released");
        (await ListAsync(network.Lea, "inbox")).Split($"\"{id}\"").Length.ShouldBe(2, "once");
        (await ListAsync(network.Mette, "to-clear")).ShouldNotContain(id);
    }

    [Fact]
    public async Task what_the_office_returned_stays_returned()
    {
        var returned = await WaitingAsync("Returned");
        var refused = await network.Mette.PostAsync($"/dispatches/{returned}/return", new { reason = "Say where." });
        refused.Status.ShouldBe(HttpStatusCode.OK, refused.Body.ToString());
        var waits = await WaitingAsync("Waits beside it");

        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(RouteLine.Direct)] });

        await RouteNetwork.ArrivesAsync(network.Lea, waits);
        (await network.Lea.GetAsync($"/dispatches/{returned}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> WaitingAsync(string subject)
    {
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
        var id = await network.ReleasedAsync(network.Report(subject));
        (await RouteNetwork.ArrivesAsync(network.Mette, id))["status"].ShouldBe("awaiting-clearance");
        return id;
    }

    private static async Task<string> ListAsync(Officer officer, string box) =>
        (await officer.GetAsync($"/dispatches?box={box}")).Body.ToString();
}
