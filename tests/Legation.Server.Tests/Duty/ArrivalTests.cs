using System.Net;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Server.Duty;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Duty;

/// <summary>What is urgent calls where it has come to, whatever way it came.</summary>
public sealed class ArrivalTests(RouteNetwork network) : IClassFixture<RouteNetwork>
{
    [Fact]
    public async Task a_flash_dispatch_that_is_forwarded_over_a_link_arrives_and_calls_whom_it_was_forwarded_to()
    {
        await SetAsync(network.Post, network.Anneke.Post, "anneke");
        var id = await ReleasedAsync(network.Lea, network.Mette.Post);
        await RouteNetwork.ArrivesAsync(network.Mette, id);

        var forwarded = await network.Mette.PostAsync(
            $"/dispatches/{id}/forward",
            new { to = new[] { network.Anneke.Post.ToString() }, comment = "For you." }
        );

        forwarded.Status.ShouldBe(HttpStatusCode.OK, forwarded.Body.ToString());
        await RouteNetwork.ArrivesAsync(network.Anneke, id);
        await CalledAsync(network.Anneke, id);
    }

    [Fact]
    public async Task the_office_is_called_for_what_waits_for_its_clearance_and_the_addressee_when_it_is_cleared()
    {
        await SetAsync(network.Office, network.OfficeId, "mette");
        await SetAsync(network.Headquarters, network.Lea.Post, "lea");
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
        var report = network.Report("Urgent");
        report["precedence"] = "flash";

        var id = await network.ReleasedAsync(report);

        await CalledAsync(network.Mette, id);
        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        await Eventually.UntilAsync(async () => !await IsCalledAsync(network.Mette, id));
        await CalledAsync(network.Lea, id);
    }

    private static async Task<string> ReleasedAsync(Officer from, RecordId to)
    {
        var released = await from.PostAsync(
            "/dispatches",
            new
            {
                subject = "Copper Lantern",
                text = "1. See above.",
                action = new[] { to.ToString() },
                precedence = "flash",
                label = DemoLabels.Label("UNCLASSIFIED"),
                release = true,
            }
        );
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    private static async Task SetAsync(TestNode node, RecordId party, string account) =>
        (
            await node.Get<Rosters>()
                .SetAsync(
                    new DutyRoster
                    {
                        Party = party,
                        Zone = "Asia/Tokyo",
                        People = [new(account, $"{account}@example.org")],
                    },
                    ""
                )
        ).Refusal.ShouldBeNull();

    private static Task CalledAsync(Officer officer, string id) =>
        Eventually.UntilAsync(() => IsCalledAsync(officer, id));

    private static async Task<bool> IsCalledAsync(Officer officer, string id) =>
        (await officer.GetAsync("/duty/alerts"))
            .Body.GetProperty("items")
            .EnumerateArray()
            .Any(alert => alert.GetProperty("record").GetString() == id);
}
