using System.Net;
using Legation.Organisations.Register;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>An officer of the office is himself to act on what still waits for the office's clearance.</summary>
public sealed class AcknowledgedBeforeClearanceTests(RouteNetwork network) : IClassFixture<RouteNetwork>
{
    [Fact]
    public async Task the_track_still_says_that_it_waits_for_clearance()
    {
        var id = await AcknowledgedAtTheOfficeAsync();

        var read = await network.Mette.GetAsync($"/dispatches/{id}");

        read["status"].ShouldBe("acknowledged");
        TimeLimitNetwork.StepsOf(read).ShouldContain("awaiting-clearance");
    }

    [Fact]
    public async Task it_is_not_forwarded_before_it_is_cleared()
    {
        var id = await AcknowledgedAtTheOfficeAsync();
        (await ForwardAsync(id)).Status.ShouldBe(HttpStatusCode.Conflict);

        await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });

        var forwarded = await ForwardAsync(id);
        forwarded.Status.ShouldBe(HttpStatusCode.OK, forwarded.Body.ToString());
        TimeLimitNetwork
            .StepsOf(await RouteNetwork.ArrivesAsync(network.Lea, id))
            .ShouldNotContain("awaiting-clearance");
    }

    [Fact]
    public async Task nor_after_it_was_returned()
    {
        var id = await AcknowledgedAtTheOfficeAsync();

        await network.Mette.PostAsync($"/dispatches/{id}/return", new { reason = "Say where." });

        (await ForwardAsync(id)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    private async Task<string> AcknowledgedAtTheOfficeAsync()
    {
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
        var report = network.Report("For the office too");
        report["action"] = new[] { network.Mette.Post.ToString() };
        var id = await network.ReleasedAsync(report);
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        var acknowledged = await network.Mette.PostAsync($"/dispatches/{id}/acknowledge", new { });
        acknowledged.Status.ShouldBe(HttpStatusCode.OK, acknowledged.Body.ToString());
        return id;
    }

    private Task<Answered> ForwardAsync(string id) =>
        network.Mette.PostAsync(
            $"/dispatches/{id}/forward",
            new { to = new[] { network.Lea.Post.ToString() }, comment = "See the last line." }
        );
}
