using System.Net;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Relay;
using Legation.Server.Tests.Duty;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A post cancels what it reports through an office to headquarters.</summary>
public sealed class CancelTravelTests : IAsyncLifetime
{
    private readonly RouteNetwork network = new();

    public ValueTask InitializeAsync() => network.InitializeAsync();

    public ValueTask DisposeAsync() => network.DisposeAsync();

    [Fact]
    public async Task what_the_office_has_not_cleared_goes_no_further_and_waits_there_no_more()
    {
        await ThroughTheOfficeAsync();
        var id = await network.ReleasedAsync(network.Report("Too early"));
        (await RouteNetwork.ArrivesAsync(network.Mette, id))["status"].ShouldBe("awaiting-clearance");

        await CancelAsync(id);

        await IsCancelledForAsync(network.Mette, id);
        (await ListAsync(network.Mette, "to-clear")).ShouldNotContain(id);
        var cleared = await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });
        cleared.Status.ShouldBe(HttpStatusCode.Conflict);
        cleared["code"].ShouldBe("cancelled");
        await NextIsClearedAsync();
        (await network.Lea.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await HeldAtAsync(network.Headquarters)).ShouldBe(0, "headquarters is not told of what it never had");
    }

    [Fact]
    public async Task what_was_cleared_is_cancelled_for_all_who_have_it()
    {
        await ThroughTheOfficeAsync();
        var id = await ClearedAsync("On its way");

        await CancelAsync(id);

        await IsCancelledForAsync(network.Lea, id);
        await IsCancelledForAsync(network.Mette, id);
        await TimeLimitNetwork.UntilAsync(
            network.Anneke,
            id,
            dispatch => TimeLimitNetwork.StepsOf(dispatch).Contains("told")
        );
        (await network.Lea.PostAsync($"/dispatches/{id}/acknowledge", new { })).Status.ShouldBe(
            HttpStatusCode.Conflict
        );
    }

    [Fact]
    public async Task headquarters_does_not_cancel_what_a_post_has_sent()
    {
        var id = await network.ReleasedAsync(network.Report("Theirs"));
        await RouteNetwork.ArrivesAsync(network.Lea, id);

        var refused = await network.Lea.PostAsync($"/dispatches/{id}/cancel", new { reason = "No." });

        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused["code"].ShouldBe("not-yours-to-cancel");
    }

    [Fact]
    public async Task what_has_not_left_the_post_does_not_leave_it_and_the_office_learns_nothing()
    {
        await PauseAsync(network.Post, network.Office);
        var id = await network.ReleasedAsync(network.Report("Held"));

        await CancelAsync(id);
        await ResumeAsync(network.Post, network.Office);

        var next = await network.ReleasedAsync(network.Report("After it"));
        await RouteNetwork.ArrivesAsync(network.Lea, next);
        (await network.Lea.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await HeldAtAsync(network.Office)).ShouldBe(0, "the office is not told of what it never had");
        TimeLimitNetwork.StepsOf(await network.Anneke.GetAsync($"/dispatches/{id}")).ShouldContain("withdrawn");
    }

    [Fact]
    public async Task what_the_office_said_of_it_stays_with_it_there()
    {
        await ThroughTheOfficeAsync();
        await PauseAsync(network.Office, network.Headquarters);
        var id = await network.ReleasedAsync(network.Report("Cleared and waiting"));
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        await CancelAsync(id);
        await IsCancelledForAsync(network.Mette, id);

        await ResumeAsync(network.Office, network.Headquarters);

        await NextIsClearedAsync();
        (await RecordsAtAsync(network.Headquarters, "clearance")).ShouldBe(1, "that of what has come alone");
        (await HeldAtAsync(network.Headquarters)).ShouldBe(0);
    }

    [Fact]
    public async Task whoever_was_forwarded_it_has_it_cancelled()
    {
        var id = await network.ReleasedAsync(network.Report("Forwarded"));
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        await ForwardAsync(id);
        await RouteNetwork.ArrivesAsync(network.Mette, id);

        await CancelAsync(id);

        await IsCancelledForAsync(network.Mette, id);
    }

    [Fact]
    public async Task whoever_is_forwarded_it_by_one_who_does_not_know_has_it_cancelled_too()
    {
        var id = await network.ReleasedAsync(network.Report("In ignorance"));
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        await PauseAsync(network.Headquarters, network.Office);
        await CancelAsync(id);
        await ForwardAsync(id);

        await ResumeAsync(network.Headquarters, network.Office);

        await IsCancelledForAsync(network.Lea, id);
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        await IsCancelledForAsync(network.Mette, id);
    }

    [Fact]
    public async Task a_corrected_copy_waits_for_the_office_while_all_know_at_once_that_the_other_counts_no_more()
    {
        await ThroughTheOfficeAsync();
        var id = await ClearedAsync("Wrong");
        var correction = network.Report("Right");
        (correction["corrects"], correction["reason"]) = (id, "It was wrong.");

        var copy = await network.ReleasedAsync(correction);

        await TimeLimitNetwork.UntilAsync(network.Lea, id, dispatch => dispatch["status"] == "superseded");
        (await RouteNetwork.ArrivesAsync(network.Mette, copy))["status"].ShouldBe("awaiting-clearance");
        (await network.Lea.GetAsync($"/dispatches/{copy}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await network.Lea.GetAsync($"/dispatches/{id}"))["correctedBy"].ShouldBe("");
        (await network.Mette.PostAsync($"/dispatches/{copy}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        (await RouteNetwork.ArrivesAsync(network.Lea, copy))["corrects"].ShouldBe(id);
        (await network.Lea.GetAsync($"/dispatches/{id}"))["correctedBy"].ShouldBe(copy);
    }

    [Fact]
    public async Task what_is_corrected_before_the_office_has_cleared_it_is_cleared_as_corrected_alone()
    {
        await ThroughTheOfficeAsync();
        var id = await network.ReleasedAsync(network.Report("Wrong"));
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        var correction = network.Report("Right");
        (correction["corrects"], correction["reason"]) = (id, "It was wrong.");

        var copy = await network.ReleasedAsync(correction);

        await RouteNetwork.ArrivesAsync(network.Mette, copy);
        await TimeLimitNetwork.UntilAsync(network.Mette, id, dispatch => dispatch["status"] == "superseded");
        (await network.Mette.PostAsync($"/dispatches/{copy}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        (await RouteNetwork.ArrivesAsync(network.Lea, copy))["corrects"].ShouldBe("");
        (await network.Lea.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_copy_that_was_returned_is_revised_and_still_takes_the_place_of_the_other()
    {
        await ThroughTheOfficeAsync();
        var id = await ClearedAsync("Wrong");
        var correction = network.Report("Right");
        (correction["corrects"], correction["reason"]) = (id, "It was wrong.");
        var copy = await network.ReleasedAsync(correction);
        await RouteNetwork.ArrivesAsync(network.Mette, copy);
        (await network.Mette.PostAsync($"/dispatches/{copy}/return", new { reason = "Say where." })).Status.ShouldBe(
            HttpStatusCode.OK
        );
        await TimeLimitNetwork.UntilAsync(network.Anneke, copy, dispatch => dispatch["status"] == "returned");
        var returned = await network.Anneke.GetAsync($"/dispatches/{copy}");

        var revised = await network.Anneke.PutAsync($"/dispatches/{copy}", network.Report("Here"), returned.Tag!);

        revised.Status.ShouldBe(HttpStatusCode.OK, revised.Body.ToString());
        (await network.Anneke.GetAsync($"/dispatches/{id}"))["correctedBy"].ShouldBe(copy);
    }

    [Fact]
    public async Task nobody_is_called_at_night_for_it_any_more()
    {
        await Calls.ToAsync(network.Headquarters, network.Lea.Post, "lea");
        var id = await Calls.ReleasedAsync(network.Anneke, network.Lea.Post);
        await Calls.UntilAsync(network.Lea, id);

        await CancelAsync(id);

        await Eventually.UntilAsync(async () => !await Calls.IsCalledAsync(network.Lea, id));
    }

    [Fact]
    public async Task the_end_of_the_offices_time_does_not_let_it_go()
    {
        await network.RuleAsync(
            new DirectoryDocument
            {
                Routes =
                [
                    network.Route(network.OfficeId.ToString()) with
                    {
                        Limits = new Legation.Organisations.Contracts.ClearanceLimits(Routine: 15),
                    },
                ],
            }
        );
        var id = await network.ReleasedAsync(network.Report("Out of time"));
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        await CancelAsync(id);
        await IsCancelledForAsync(network.Mette, id);
        var other = await network.ReleasedAsync(network.Report("In force"));
        await RouteNetwork.ArrivesAsync(network.Mette, other);

        await Eventually.UntilAsync(async () =>
        {
            await network.AgreedTimePassesAsync(TimeSpan.FromMinutes(15));
            return (await network.Lea.GetAsync($"/dispatches/{other}")).Status == HttpStatusCode.OK;
        });

        (await network.Lea.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task ThroughTheOfficeAsync() =>
        network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });

    private async Task<string> ClearedAsync(string subject)
    {
        var id = await network.ReleasedAsync(network.Report(subject));
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        return id;
    }

    // What has come behind something shows that this has not come.
    private Task NextIsClearedAsync() => ClearedAsync("Behind it");

    private async Task CancelAsync(string id)
    {
        var done = await network.Anneke.PostAsync($"/dispatches/{id}/cancel", new { reason = "It is wrong." });
        done.Status.ShouldBe(HttpStatusCode.OK, done.Body.ToString());
    }

    private async Task ForwardAsync(string id)
    {
        var forwarded = await network.Lea.PostAsync(
            $"/dispatches/{id}/forward",
            new { to = new[] { network.Mette.Post.ToString() } }
        );
        forwarded.Status.ShouldBe(HttpStatusCode.OK, forwarded.Body.ToString());
    }

    private static Task IsCancelledForAsync(Officer officer, string id) =>
        TimeLimitNetwork.UntilAsync(officer, id, dispatch => dispatch["status"] == "cancelled");

    private static Task<long> HeldAtAsync(TestNode node) =>
        node.Get<Ledger>().RunAsync(t => t.Query("SELECT COUNT(*) FROM held", row => row.GetInt64(0)).Single());

    private static Task<long> RecordsAtAsync(TestNode node, string kind) =>
        node.Get<Ledger>()
            .RunAsync(t =>
                t.Query("SELECT COUNT(*) FROM current WHERE kind = $1", row => row.GetInt64(0), kind).Single()
            );

    private static async Task<string> ListAsync(Officer officer, string box) =>
        (await officer.GetAsync($"/dispatches?box={box}")).Body.ToString();

    private static async Task PauseAsync(TestNode node, TestNode peer) =>
        (await node.Get<Links>().PauseAsync(LinkTo(node, peer))).Refusal.ShouldBeNull();

    private static async Task ResumeAsync(TestNode node, TestNode peer) =>
        (await node.Get<Links>().ResumeAsync(LinkTo(node, peer))).Refusal.ShouldBeNull();

    private static string LinkTo(TestNode node, TestNode peer) =>
        node.Get<Links>().All().Single(link => link.Peer == peer.Get<NodeIdentity>().Id).Id;
}
