using System.Net;
using Legation.Records;
using Legation.Relay;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Api;

public sealed class DispatchApiTests : ThreeDesks
{
    [Fact]
    public async Task a_reply_that_was_kept_as_a_draft_and_changed_answers_the_dispatch()
    {
        var asked = (await Anna.PostAsync("/dispatches", To(Bo)))["id"];
        var draft = (await Bo.PostAsync($"/dispatches/{asked}/reply", new { text = "Yes.", release = false }))["id"];
        var read = await Bo.GetAsync($"/dispatches/{draft}");
        read["inReplyTo"].ShouldBe(asked);

        (await Bo.PutAsync($"/dispatches/{draft}", To(Anna), read.Tag!)).Status.ShouldBe(HttpStatusCode.OK);

        (await Anna.GetAsync($"/dispatches/{asked}"))["status"].ShouldBe("replied");
        (await Anna.GetAsync($"/dispatches/{draft}"))["inReplyTo"].ShouldBe(asked);
    }

    [Fact]
    public async Task an_interim_reply_that_was_changed_leaves_the_matter_open()
    {
        var asked = (await Anna.PostAsync("/dispatches", To(Bo)))["id"];
        var draft = await Bo.PostAsync(
            $"/dispatches/{asked}/reply",
            new
            {
                text = "More to come.",
                interim = true,
                release = false,
            }
        );
        var read = await Bo.GetAsync($"/dispatches/{draft["id"]}");

        await Bo.PutAsync($"/dispatches/{draft["id"]}", To(Anna), read.Tag!);

        (await Anna.GetAsync($"/dispatches/{asked}"))["status"].ShouldBe("released");
    }

    [Fact]
    public async Task whoever_reaches_nobody_is_told_why_for_each_addressee()
    {
        await using var other = await TestNode.StartAsync();
        var dora = (await other.StaffAsync("dora"))[0];
        await Node.LearnAsync(other);

        var refused = await Anna.PostAsync("/dispatches", To(dora));

        refused["code"].ShouldBe("nobody-receives");
        refused["detail"].ShouldNotBeNull().ShouldContain("Desk, Office dora: No link leads to Liaison Office Test.");
    }

    [Fact]
    public async Task a_draft_needs_a_subject_or_a_text()
    {
        var refused = await Anna.PostAsync("/dispatches", new { });

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused["code"].ShouldBe("missing");
        refused["detail"].ShouldNotBeNull().ShouldStartWith("Send subject, text or both");
        (await IdsAsync(Anna, "box=drafts")).ShouldBeEmpty();
        foreach (var enough in new object[] { new { subject = "Berths" }, new { text = "1. Berths." } })
            (await Anna.PostAsync("/dispatches", enough)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task what_is_made_from_no_dispatch_is_refused_in_the_field()
    {
        var refused = await Anna.PostAsync("/dispatches", new { text = "1. Berths.", sources = new[] { "that" } });

        refused["errors"].ShouldNotBeNull().ShouldContain("sources[0]");
        refused["detail"].ShouldBe("Take the id of a dispatch from GET /dispatches.");
    }

    [Fact]
    public async Task the_track_says_that_the_line_is_down_once_an_attempt_has_failed()
    {
        var other = await TestNode.StartAsync();
        var dora = (await other.StaffAsync("dora"))[0];
        await Node.LearnAsync(other);
        await Node.Get<Links>().AddAsync(other.Get<NodeIdentity>().Id, carriesTheRest: true);
        await other.DisposeAsync();

        var id = (await Anna.PostAsync("/dispatches", To(dora)))["id"];

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (
            !(await Anna.GetAsync($"/dispatches/{id}"))["track"]!.Contains("the line is down", StringComparison.Ordinal)
        )
            patience.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task a_reply_goes_to_nobody_who_was_not_sent_what_it_answers()
    {
        var asked = (await Anna.PostAsync("/dispatches", To(Bo)))["id"];
        var draft = (await Bo.PostAsync($"/dispatches/{asked}/reply", new { text = "Yes.", release = false }))["id"];
        var read = await Bo.GetAsync($"/dispatches/{draft}");

        (await Bo.PutAsync($"/dispatches/{draft}", To(Anna, Cleo), read.Tag!)).Status.ShouldBe(HttpStatusCode.OK);

        (await Anna.GetAsync($"/dispatches/{draft}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Cleo.GetAsync($"/dispatches/{draft}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Bo.PostAsync($"/dispatches/{asked}/reply", new { text = "Again." })).Status.ShouldBe(
            HttpStatusCode.Created
        );
    }

    [Fact]
    public async Task a_dispatch_of_its_own_reaches_everybody_whom_it_names()
    {
        var told = (await Anna.PostAsync("/dispatches", To(Bo, Cleo)))["id"];

        (await Cleo.GetAsync($"/dispatches/{told}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task of_two_changes_of_what_was_read_once_one_is_taken()
    {
        var draft = (await Anna.PostAsync("/dispatches", Draft("First")))["id"];
        var tag = (await Anna.GetAsync($"/dispatches/{draft}")).Tag!;

        var changes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Anna.PutAsync($"/dispatches/{draft}", Draft($"Change {i}"), tag))
        );

        changes.Count(change => change.Status == HttpStatusCode.OK).ShouldBe(1);
        var taken = changes.Single(change => change.Status == HttpStatusCode.OK);
        (await Anna.GetAsync($"/dispatches/{draft}")).Tag.ShouldBe(taken.Tag);
    }

    [Fact]
    public async Task a_release_that_is_refused_changes_nothing_and_may_be_sent_again()
    {
        var draft = (await Anna.PostAsync("/dispatches", Draft("First")))["id"];
        var tag = (await Anna.GetAsync($"/dispatches/{draft}")).Tag!;

        (await Anna.PutAsync($"/dispatches/{draft}", To(), tag)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Anna.GetAsync($"/dispatches/{draft}"))["subject"].ShouldBe("First");
        (await Anna.PutAsync($"/dispatches/{draft}", To(Bo), tag)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task what_is_released_at_once_leaves_no_draft()
    {
        (await Anna.PostAsync("/dispatches", To(Bo))).Status.ShouldBe(HttpStatusCode.Created);
        (await Anna.PostAsync("/dispatches", To())).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await Anna.GetAsync("/dispatches?box=drafts")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Anna.GetAsync("/dispatches?box=sent")).Body.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    private static object Draft(string subject) => new { subject, text = "Berthing fees rise." };

    private static object To(params Officer[] addressees) =>
        new
        {
            subject = "Berthing fees",
            text = "They rise in spring.",
            action = addressees.Take(1).Select(officer => officer.Post.ToString()),
            info = addressees.Skip(1).Select(officer => officer.Post.ToString()),
            label = new
            {
                policy = "LEGATION-DEMO",
                classification = "UNCLASSIFIED",
                categories = new { releasableTo = new[] { "ALLIANCE" } },
            },
            release = true,
        };
}
