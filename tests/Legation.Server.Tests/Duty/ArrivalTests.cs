using System.Net;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Duty;

/// <summary>What is urgent calls where it has come to, whatever way it came.</summary>
public sealed class ArrivalTests(RouteNetwork network) : IClassFixture<RouteNetwork>
{
    [Fact]
    public async Task a_flash_dispatch_that_is_forwarded_over_a_link_arrives_and_calls_whom_it_was_forwarded_to()
    {
        await Calls.ToAsync(network.Post, network.Anneke.Post, "anneke");
        var id = await Calls.ReleasedAsync(network.Lea, network.Mette.Post);
        await RouteNetwork.ArrivesAsync(network.Mette, id);

        var forwarded = await network.Mette.PostAsync(
            $"/dispatches/{id}/forward",
            new { to = new[] { network.Anneke.Post.ToString() }, comment = "For you." }
        );

        forwarded.Status.ShouldBe(HttpStatusCode.OK, forwarded.Body.ToString());
        await RouteNetwork.ArrivesAsync(network.Anneke, id);
        await Calls.UntilAsync(network.Anneke, id);
    }

    [Fact]
    public async Task the_office_is_called_for_what_waits_for_its_clearance_and_the_addressee_when_it_is_cleared()
    {
        await Calls.ToAsync(network.Office, network.OfficeId, "mette");
        await Calls.ToAsync(network.Headquarters, network.Lea.Post, "lea");
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
        var report = network.Report("Urgent");
        report["precedence"] = "flash";

        var id = await network.ReleasedAsync(report);

        await Calls.UntilAsync(network.Mette, id);
        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        await Eventually.UntilAsync(async () => !await Calls.IsCalledAsync(network.Mette, id));
        await Calls.UntilAsync(network.Lea, id);
    }
}
