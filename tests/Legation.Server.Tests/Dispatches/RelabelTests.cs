using System.Net;
using System.Text.RegularExpressions;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

public sealed class RelabelTests : TwoPersons
{
    [Fact]
    public async Task a_stricter_label_counts_at_once_for_lists_text_and_search()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        (await SeesAsync(Cleo, id)).ShouldBeTrue();

        var raised = await RelabelAsync(Anna, id, "RESTRICTED");

        raised.Status.ShouldBe(HttpStatusCode.OK, raised.Body.ToString());
        (await SeesAsync(Cleo, id)).ShouldBeFalse();
        (await ClassificationAsync(Bo, id)).ShouldBe("RESTRICTED");
        (await TrackAsync(Bo, id)).ShouldContain("They were told in confidence.");
    }

    [Fact]
    public async Task a_label_that_lets_others_in_waits_for_a_second_person()
    {
        var id = await ReleasedAsync("RESTRICTED");

        var proposed = await RelabelAsync(Anna, id, "UNCLASSIFIED");

        proposed.Status.ShouldBe(HttpStatusCode.Created, proposed.Body.ToString());
        (await SeesAsync(Cleo, id)).ShouldBeFalse();
        var approved = await Bo.PostAsync($"/proposals/{proposed["id"]}/approve", new { });
        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());
        (await SeesAsync(Cleo, id)).ShouldBeTrue();
        var track = await TrackAsync(Cleo, id);
        track.ShouldContain("UNCLASSIFIED");
        var (by, second) = (
            Regex.Match(track, "relabelled.*?(person--[-0-9a-f]+)"),
            Regex.Match(track, "approved by (person--[-0-9a-f]+)")
        );
        second.Success.ShouldBeTrue();
        second.Groups[1].Value.ShouldNotBe(by.Groups[1].Value);
        var relabelling = Regex.Match(track, "relabel--[-0-9a-f]+").Value;
        (await Cleo.GetAsync($"/records/{relabelling}")).Body.ToString().ShouldContain("Relabelling of TST-");
        track.Split("They were told in confidence.").Length.ShouldBe(2, "said under two labels it was one act");
    }

    [Fact]
    public async Task nobody_approves_what_he_proposed_himself()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Release);
        var id = await ReleasedAsync("RESTRICTED");
        var proposal = (await RelabelAsync(Anna, id, "UNCLASSIFIED"))["id"];

        var refused = await Anna.PostAsync($"/proposals/{proposal}/approve", new { });

        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SeesAsync(Cleo, id)).ShouldBeFalse();
    }

    [Fact]
    public async Task the_releaser_may_choose_another_label_than_the_proposed_one()
    {
        var id = await ReleasedAsync("CONFIDENTIAL");
        var proposal = (await RelabelAsync(Anna, id, "UNCLASSIFIED"))["id"];

        await Bo.PostAsync($"/proposals/{proposal}/approve", new { label = DemoLabels.Label("RESTRICTED") });

        (await ClassificationAsync(Anna, id)).ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task the_releaser_alone_lets_in_nobody_whom_the_proposed_label_keeps_out()
    {
        var id = await ReleasedAsync("CONFIDENTIAL");
        var proposal = (await RelabelAsync(Anna, id, "RESTRICTED"))["id"];

        var refused = await ApproveAsync(Bo, proposal, "UNCLASSIFIED");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused["code"].ShouldBe("lower-than-proposed");
        (await ClassificationAsync(Anna, id)).ShouldBe("CONFIDENTIAL");
    }

    [Fact]
    public async Task who_may_not_have_the_dispatch_finds_no_proposal_about_it()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("cleo", Duties.Write | Duties.Release);
        var id = await ReleasedAsync("RESTRICTED");
        var proposal = (await RelabelAsync(Anna, id, "UNCLASSIFIED"))["id"];

        (await Cleo.GetAsync($"/proposals/{proposal}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task nobody_relabels_to_what_he_may_not_read()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");

        var refused = await RelabelAsync(Cleo, id, "RESTRICTED");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ClassificationAsync(Anna, id)).ShouldBe("UNCLASSIFIED");
    }

    [Fact]
    public async Task who_may_not_have_it_learns_nothing_by_relabelling()
    {
        var id = await ReleasedAsync("RESTRICTED");

        (await RelabelAsync(Cleo, id, "UNCLASSIFIED")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_label_that_says_the_same_is_refused() =>
        (await RelabelAsync(Anna, await ReleasedAsync("RESTRICTED"), "RESTRICTED"))["detail"]!.ShouldContain(
            "marked so already"
        );

    [Fact]
    public async Task a_label_that_was_raised_stays_raised_after_a_rebuild_of_the_projections()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        await RelabelAsync(Anna, id, "RESTRICTED");

        await Node.Get<Ledger>().RebuildAsync("dispatches");

        (await SeesAsync(Cleo, id)).ShouldBeFalse();
        (await SeesAsync(Bo, id)).ShouldBeTrue();
    }

    [Fact]
    public async Task an_answer_keeps_to_the_label_that_counts()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        await RelabelAsync(Anna, id, "RESTRICTED");

        var reply = await Bo.PostAsync($"/dispatches/{id}/reply", new { text = "Seen." });

        reply.Status.ShouldBe(HttpStatusCode.Created, reply.Body.ToString());
        (await ClassificationAsync(Anna, reply["id"]!)).ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task what_is_forwarded_goes_under_the_label_that_counts()
    {
        var id = (await ReleasedAsync("UNCLASSIFIED", [Bo]));
        await RelabelAsync(Anna, id, "RESTRICTED");
        (await SeesAsync(Cleo, id)).ShouldBeFalse();

        await Bo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { Cleo.Post.ToString() } });

        (await SeesAsync(Cleo, id)).ShouldBeFalse("the audience holds her, the label does not permit her");
    }

    [Fact]
    public async Task another_policy_gets_a_label_beside_by_two_persons()
    {
        var id = await ReleasedAsync("RESTRICTED");
        var label = new
        {
            policy = "LEGATION-DEMO",
            classification = "RESTRICTED",
            categories = new { releasableTo = new[] { "ALLIANCE" } },
            alternatives = new[] { new { policy = "TLP:2.0", classification = "GREEN" } },
        };

        var proposed = await Anna.PostAsync($"/dispatches/{id}/relabel", new { label, reason = "For partners." });

        proposed.Status.ShouldBe(HttpStatusCode.Created, proposed.Body.ToString());
        await Bo.PostAsync($"/proposals/{proposed["id"]}/approve", new { });
        (await Node.Get<Ledger>().RunAsync(t => t.CurrentApplied(RecordId.Parse(id))))!
            .EffectiveLabel.Alternatives.Single()
            .Classification.ShouldBe("GREEN");
    }

    private static async Task<bool> SeesAsync(Officer officer, string id)
    {
        bool[] seen =
        [
            (await officer.GetAsync($"/dispatches/{id}")).Status == HttpStatusCode.OK,
            (await IdsAsync(officer, "box=inbox")).Contains(id),
            (await IdsAsync(officer, "box=inbox&q=spring")).Contains(id),
        ];
        return seen.Distinct().Single();
    }

    private static async Task<string> TrackAsync(Officer officer, string id) =>
        (await officer.GetAsync($"/dispatches/{id}"))["track"]!;
}
