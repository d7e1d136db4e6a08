using System.Net;
using Legation.Records;
using Legation.Server.Accounts;
using Legation.Server.Duty;
using Legation.Server.Tests.Dispatches;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Duty;

/// <summary>Nobody is called for what Anna has cancelled, whatever becomes of it then.</summary>
public sealed class CancelledAlertTests : ThreeDesks
{
    [Fact]
    public async Task what_is_relabelled_after_its_cancellation_calls_nobody()
    {
        foreach (var user in new[] { "anna", "bo" })
            await ClearAsync(user, "UNCLASSIFIED", "RESTRICTED");
        var cancelled = await ImmediateAsync();
        var standing = await ImmediateAsync();
        await BeatAsync();
        (await Anna.PostAsync($"/dispatches/{cancelled}/cancel", new { reason = "No." })).Status.ShouldBe(
            HttpStatusCode.OK
        );
        var roster = new DutyRoster
        {
            Party = Bo.Post,
            Zone = "Asia/Tokyo",
            From = Precedence.Immediate,
            People = [new("bo", "bo@example.org")],
        };
        (await Node.Get<Rosters>().SetAsync(roster, "")).Refusal.ShouldBeNull();

        foreach (var id in new[] { cancelled, standing })
            (
                await Anna.PostAsync(
                    $"/dispatches/{id}/relabel",
                    new { label = DemoLabels.Label("RESTRICTED"), reason = "It is not known." }
                )
            ).Status.ShouldBe(HttpStatusCode.OK);
        await BeatAsync();

        Node.Get<DutyAlerts>().Open().ShouldHaveSingleItem().Record.ToString().ShouldBe(standing);
    }

    private async Task<string> ImmediateAsync()
    {
        var urgent = Dispatch("UNCLASSIFIED", [Bo]);
        urgent["precedence"] = "immediate";
        return (await Anna.PostAsync("/dispatches", urgent))["id"]!;
    }

    private Task BeatAsync() => Node.Get<DutySteps>().AdvanceAsync(Node.Clock.GetUtcNow());
}
