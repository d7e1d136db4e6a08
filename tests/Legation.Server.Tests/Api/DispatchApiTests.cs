using System.Net;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Api;

public sealed class DispatchApiTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;
    private Officer cleo = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        if (await node.StaffAsync("anna", "bo", "cleo") is [var first, var second, var third])
            (anna, bo, cleo) = (first, second, third);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task a_reply_that_was_kept_as_a_draft_and_changed_answers_the_dispatch()
    {
        var asked = (await anna.PostAsync("/dispatches", To(bo)))["id"];
        var draft = (await bo.PostAsync($"/dispatches/{asked}/reply", new { text = "Yes.", release = false }))["id"];
        var read = await bo.GetAsync($"/dispatches/{draft}");
        read["inReplyTo"].ShouldBe(asked);

        (await bo.PutAsync($"/dispatches/{draft}", To(anna), read.Tag!)).Status.ShouldBe(HttpStatusCode.OK);

        (await anna.GetAsync($"/dispatches/{asked}"))["status"].ShouldBe("replied");
        (await anna.GetAsync($"/dispatches/{draft}"))["inReplyTo"].ShouldBe(asked);
    }

    [Fact]
    public async Task an_interim_reply_that_was_changed_leaves_the_matter_open()
    {
        var asked = (await anna.PostAsync("/dispatches", To(bo)))["id"];
        var draft = await bo.PostAsync(
            $"/dispatches/{asked}/reply",
            new
            {
                text = "More to come.",
                interim = true,
                release = false,
            }
        );
        var read = await bo.GetAsync($"/dispatches/{draft["id"]}");

        await bo.PutAsync($"/dispatches/{draft["id"]}", To(anna), read.Tag!);

        (await anna.GetAsync($"/dispatches/{asked}"))["status"].ShouldBe("released");
    }

    [Fact]
    public async Task whoever_reaches_nobody_is_told_why_for_each_addressee()
    {
        await using var other = await TestNode.StartAsync();
        var dora = (await other.StaffAsync("dora"))[0];
        await node.LearnAsync(other);

        var refused = await anna.PostAsync("/dispatches", To(dora));

        refused["code"].ShouldBe("nobody-receives");
        refused["detail"].ShouldNotBeNull().ShouldContain("Desk, Office dora: No link leads to Liaison Office Test.");
    }

    [Fact]
    public async Task a_reply_goes_to_nobody_who_was_not_sent_what_it_answers()
    {
        var asked = (await anna.PostAsync("/dispatches", To(bo)))["id"];
        var draft = (await bo.PostAsync($"/dispatches/{asked}/reply", new { text = "Yes.", release = false }))["id"];
        var read = await bo.GetAsync($"/dispatches/{draft}");

        (await bo.PutAsync($"/dispatches/{draft}", To(anna, cleo), read.Tag!)).Status.ShouldBe(HttpStatusCode.OK);

        (await anna.GetAsync($"/dispatches/{draft}")).Status.ShouldBe(HttpStatusCode.OK);
        (await cleo.GetAsync($"/dispatches/{draft}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bo.PostAsync($"/dispatches/{asked}/reply", new { text = "Again." })).Status.ShouldBe(
            HttpStatusCode.Created
        );
    }

    [Fact]
    public async Task a_dispatch_of_its_own_reaches_everybody_whom_it_names()
    {
        var told = (await anna.PostAsync("/dispatches", To(bo, cleo)))["id"];

        (await cleo.GetAsync($"/dispatches/{told}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task of_two_changes_of_what_was_read_once_one_is_taken()
    {
        var draft = (await anna.PostAsync("/dispatches", Draft("First")))["id"];
        var tag = (await anna.GetAsync($"/dispatches/{draft}")).Tag!;

        var changes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => anna.PutAsync($"/dispatches/{draft}", Draft($"Change {i}"), tag))
        );

        changes.Count(change => change.Status == HttpStatusCode.OK).ShouldBe(1);
        var taken = changes.Single(change => change.Status == HttpStatusCode.OK);
        (await anna.GetAsync($"/dispatches/{draft}")).Tag.ShouldBe(taken.Tag);
    }

    [Fact]
    public async Task a_release_that_is_refused_changes_nothing_and_may_be_sent_again()
    {
        var draft = (await anna.PostAsync("/dispatches", Draft("First")))["id"];
        var tag = (await anna.GetAsync($"/dispatches/{draft}")).Tag!;

        (await anna.PutAsync($"/dispatches/{draft}", To(), tag)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await anna.GetAsync($"/dispatches/{draft}"))["subject"].ShouldBe("First");
        (await anna.PutAsync($"/dispatches/{draft}", To(bo), tag)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task what_is_released_at_once_leaves_no_draft()
    {
        (await anna.PostAsync("/dispatches", To(bo))).Status.ShouldBe(HttpStatusCode.Created);
        (await anna.PostAsync("/dispatches", To())).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await anna.GetAsync("/dispatches?box=drafts")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await anna.GetAsync("/dispatches?box=sent")).Body.GetProperty("items").GetArrayLength().ShouldBe(1);
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
