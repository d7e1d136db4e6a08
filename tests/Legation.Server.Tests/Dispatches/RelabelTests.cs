using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

public sealed class RelabelTests : IAsyncLifetime
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
        var accounts = node.Get<AccountRegister>();
        foreach (var name in new[] { "anna", "bo" })
            await accounts.SetClearanceAsync(name, Cleared("UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL"), "officer");
        await accounts.SetClearanceAsync("cleo", Cleared("UNCLASSIFIED"), "officer");
        await accounts.SetDutiesAsync("bo", Duties.Write | Duties.Release);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task a_stricter_label_counts_at_once_for_lists_text_and_search()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        (await SeesAsync(cleo, id)).ShouldBeTrue();

        var raised = await RelabelAsync(anna, id, "RESTRICTED");

        raised.Status.ShouldBe(HttpStatusCode.OK, raised.Body.ToString());
        (await SeesAsync(cleo, id)).ShouldBeFalse();
        (await ClassificationAsync(bo, id)).ShouldBe("RESTRICTED");
        (await TrackAsync(bo, id)).ShouldContain("They were told in confidence.");
    }

    [Fact]
    public async Task a_label_that_lets_others_in_waits_for_a_second_person()
    {
        var id = await ReleasedAsync("RESTRICTED");

        var proposed = await RelabelAsync(anna, id, "UNCLASSIFIED");

        proposed.Status.ShouldBe(HttpStatusCode.Created, proposed.Body.ToString());
        (await SeesAsync(cleo, id)).ShouldBeFalse();
        var approved = await bo.PostAsync($"/proposals/{proposed["id"]}/approve", new { });
        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());
        (await SeesAsync(cleo, id)).ShouldBeTrue();
        var track = await TrackAsync(cleo, id);
        track.ShouldContain("UNCLASSIFIED");
        var (by, second) = (
            Regex.Match(track, "relabelled.*?(person--[-0-9a-f]+)"),
            Regex.Match(track, "approved by (person--[-0-9a-f]+)")
        );
        second.Success.ShouldBeTrue();
        second.Groups[1].Value.ShouldNotBe(by.Groups[1].Value);
        var relabelling = Regex.Match(track, "relabel--[-0-9a-f]+").Value;
        (await cleo.GetAsync($"/records/{relabelling}")).Body.ToString().ShouldContain("Relabelling of TST-");
        track.Split("They were told in confidence.").Length.ShouldBe(2, "said under two labels it was one act");
    }

    [Fact]
    public async Task nobody_approves_what_he_proposed_himself()
    {
        await node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Release);
        var id = await ReleasedAsync("RESTRICTED");
        var proposal = (await RelabelAsync(anna, id, "UNCLASSIFIED"))["id"];

        var refused = await anna.PostAsync($"/proposals/{proposal}/approve", new { });

        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SeesAsync(cleo, id)).ShouldBeFalse();
    }

    [Fact]
    public async Task the_releaser_may_choose_another_label_than_the_proposed_one()
    {
        var id = await ReleasedAsync("CONFIDENTIAL");
        var proposal = (await RelabelAsync(anna, id, "UNCLASSIFIED"))["id"];

        await bo.PostAsync($"/proposals/{proposal}/approve", new { label = Label("RESTRICTED") });

        (await ClassificationAsync(anna, id)).ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task who_may_not_have_the_dispatch_finds_no_proposal_about_it()
    {
        await node.Get<AccountRegister>().SetDutiesAsync("cleo", Duties.Write | Duties.Release);
        var id = await ReleasedAsync("RESTRICTED");
        var proposal = (await RelabelAsync(anna, id, "UNCLASSIFIED"))["id"];

        (await cleo.GetAsync($"/proposals/{proposal}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task nobody_relabels_to_what_he_may_not_read()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");

        var refused = await RelabelAsync(cleo, id, "RESTRICTED");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ClassificationAsync(anna, id)).ShouldBe("UNCLASSIFIED");
    }

    [Fact]
    public async Task who_may_not_have_it_learns_nothing_by_relabelling()
    {
        var id = await ReleasedAsync("RESTRICTED");

        (await RelabelAsync(cleo, id, "UNCLASSIFIED")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_label_that_says_the_same_is_refused() =>
        (await RelabelAsync(anna, await ReleasedAsync("RESTRICTED"), "RESTRICTED"))["detail"]!.ShouldContain(
            "marked so already"
        );

    [Fact]
    public async Task a_label_that_was_raised_stays_raised_after_a_rebuild_of_the_projections()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        await RelabelAsync(anna, id, "RESTRICTED");

        await node.Get<Ledger>().RebuildAsync("dispatches");

        (await SeesAsync(cleo, id)).ShouldBeFalse();
        (await SeesAsync(bo, id)).ShouldBeTrue();
    }

    [Fact]
    public async Task an_answer_keeps_to_the_label_that_counts()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        await RelabelAsync(anna, id, "RESTRICTED");

        var reply = await bo.PostAsync($"/dispatches/{id}/reply", new { text = "Seen." });

        reply.Status.ShouldBe(HttpStatusCode.Created, reply.Body.ToString());
        (await ClassificationAsync(anna, reply["id"]!)).ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task what_is_forwarded_goes_under_the_label_that_counts()
    {
        var id = (await anna.PostAsync("/dispatches", Dispatch("UNCLASSIFIED", [bo.Post.ToString()], review: null)))[
            "id"
        ]!;
        await RelabelAsync(anna, id, "RESTRICTED");
        (await SeesAsync(cleo, id)).ShouldBeFalse();

        await bo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { cleo.Post.ToString() } });

        (await SeesAsync(cleo, id)).ShouldBeFalse("the audience holds her, the label does not permit her");
    }

    [Fact]
    public async Task a_dispatch_whose_day_of_review_has_come_is_to_be_reviewed_until_it_gets_another()
    {
        var id = await ReleasedAsync("RESTRICTED", Day(3));
        (await ToReviewAsync(anna)).ShouldBeEmpty();

        node.Clock.Shift = TimeSpan.FromDays(3);
        anna = new Officer(anna.Post, node.Call(await node.TokenAsync("anna")));
        cleo = new Officer(cleo.Post, node.Call(await node.TokenAsync("cleo")));

        (await ToReviewAsync(anna)).ShouldBe([id]);
        (await ToReviewAsync(cleo)).ShouldBeEmpty("she may not have it");
        var reviewed = await anna.PostAsync(
            $"/dispatches/{id}/relabel",
            new { review = Day(9), reason = "It is as sensitive as it was." }
        );
        reviewed.Status.ShouldBe(HttpStatusCode.OK, reviewed.Body.ToString());
        (await ToReviewAsync(anna)).ShouldBeEmpty();
        (await anna.GetAsync($"/dispatches/{id}"))["review"].ShouldBe(Day(9));
        (await ClassificationAsync(anna, id)).ShouldBe("RESTRICTED");
    }

    [Theory]
    [InlineData("2026-13-01", "Write the day as")]
    [InlineData("2001-01-01", "a day after today")]
    public async Task a_day_of_review_that_cannot_be_is_refused_in_its_place(string review, string words)
    {
        var id = await ReleasedAsync("RESTRICTED");

        var refused = await anna.PostAsync($"/dispatches/{id}/relabel", new { review, reason = "Later." });

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused["detail"]!.ShouldContain(words);
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

        var proposed = await anna.PostAsync($"/dispatches/{id}/relabel", new { label, reason = "For partners." });

        proposed.Status.ShouldBe(HttpStatusCode.Created, proposed.Body.ToString());
        await bo.PostAsync($"/proposals/{proposed["id"]}/approve", new { });
        (await node.Get<Ledger>().RunAsync(t => t.CurrentApplied(RecordId.Parse(id))))!
            .EffectiveLabel.Alternatives.Single()
            .Classification.ShouldBe("GREEN");
    }

    [Fact]
    public async Task the_register_of_reviews_is_offered_to_who_has_something_to_review()
    {
        await ReleasedAsync("RESTRICTED", Day(3));
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        (await browser.TextAsync("/dispatches")).ShouldNotContain("To review");

        node.Clock.Shift = TimeSpan.FromDays(3);

        await browser.SignInAsync("anna", TestNode.Password);
        (await browser.TextAsync("/dispatches")).ShouldContain("To review");
    }

    [Fact]
    public async Task what_cannot_be_done_is_said_on_the_form_and_loses_nothing_of_what_was_typed()
    {
        var id = await ReleasedAsync("RESTRICTED");
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        var page = $"/dispatches/{id}";
        var form = await browser.FormAsync(page, "relabel");

        var answer = await browser.PostAsync(
            page,
            form.Filled(("Relabel.Reason", "As it was agreed."), ("Relabel.Review", "2001-01-01"))
        );

        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("a day after today");
        text.ShouldContain("As it was agreed.");
        text.ShouldContain("2001-01-01");
    }

    [Fact]
    public async Task a_correction_does_not_lower_what_was_raised()
    {
        await using var office = await TestNode.StartAsync();
        var clerk = (await office.StaffAsync("clerk"))[0];
        await node.LearnAsync(office);
        await node.Get<Links>().AddAsync(office.Get<NodeIdentity>().Id, carriesTheRest: true);
        var id = await ReturnedAsync(office, clerk);
        await RelabelAsync(bo, id, "RESTRICTED");

        var (refused, tag) = (default(Answered), (await anna.GetAsync($"/dispatches/{id}")).Tag!);
        refused = await anna.PutAsync($"/dispatches/{id}", Dispatch("UNCLASSIFIED", [bo.Post.ToString()], null), tag);
        var taken = await anna.PutAsync($"/dispatches/{id}", Dispatch("RESTRICTED", [bo.Post.ToString()], null), tag);

        refused.Status.ShouldBe(HttpStatusCode.Forbidden, refused.Body.ToString());
        refused["detail"]!.ShouldContain("takes two persons");
        taken.Status.ShouldBe(HttpStatusCode.OK, taken.Body.ToString());
    }

    /// <summary>Anna's dispatches go through the office, which returns one.</summary>
    private async Task<string> ReturnedAsync(TestNode office, Officer clerk)
    {
        var via = office.Get<IDirectory>().For(Nobody(clerk.Post)).Party(clerk.Post)!.Office!.Value;
        var self = node.Get<NodeIdentity>().Id;
        var label = (await node.Get<Ledger>().RunAsync(t => t.Current(anna.Post)))!.Header.Label;
        var ruled = node.Get<RecordMaker>();
        await node.Get<Ledger>()
            .CommitAsync(
                ruled.First(
                    ruled.NewId("route"),
                    new RecordIntent(new Author(self, self), label, [Audiences.Everyone]),
                    new { sender = anna.Post, via }
                )
            );
        var id = await ReleasedAsync("UNCLASSIFIED");
        var dispatch = (await node.Get<Ledger>().RunAsync(t => t.Current(RecordId.Parse(id))))!;
        var maker = office.Get<RecordMaker>();
        var returned = maker.First(
            maker.NewId("return"),
            new RecordIntent(
                new Author(RecordId.New("person", node.Clock.GetUtcNow()), clerk.Post),
                dispatch.Header.Label,
                dispatch.Header.Audience
            )
            {
                References = [dispatch.ToReference()],
            },
            new { text = "Say where." }
        );
        await node.Get<Ledger>().RunAsync(t => t.Take(returned, Arrival.Verified, returned.Header.Home));
        (await anna.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("returned");
        return id;
    }

    private static Principal Nobody(RecordId post) =>
        new("nobody", post, post, [], ClearanceText.Least(ShippedPolicies.LegationDemo), Duties.None);

    private static Task<Answered> RelabelAsync(Officer officer, string id, string classification) =>
        officer.PostAsync(
            $"/dispatches/{id}/relabel",
            new { label = Label(classification), reason = "They were told in confidence." }
        );

    private async Task<string> ReleasedAsync(string classification, string? review = null)
    {
        string[] to = [bo.Post.ToString(), cleo.Post.ToString()];
        var released = await anna.PostAsync("/dispatches", Dispatch(classification, to, review));
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    private static object Dispatch(string classification, string[] action, string? review) =>
        new
        {
            subject = "Berthing fees",
            text = "They rise in spring.",
            action,
            label = new
            {
                policy = "LEGATION-DEMO",
                classification,
                categories = new { releasableTo = new[] { "ALLIANCE" } },
                review,
            },
            release = true,
        };

    private static object Label(string classification) =>
        new
        {
            policy = "LEGATION-DEMO",
            classification,
            categories = new { releasableTo = new[] { "ALLIANCE" } },
        };

    private static string Cleared(params string[] classifications) =>
        JsonSerializer.Serialize(
            new
            {
                policy = "LEGATION-DEMO",
                classifications,
                categories = new { releasableTo = new[] { "ALLIANCE" } },
            }
        );

    private static string Day(int days) =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", null);

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

    private static Task<List<string?>> ToReviewAsync(Officer officer) => IdsAsync(officer, "box=to-review");

    private static async Task<List<string?>> IdsAsync(Officer officer, string query) =>
        [
            .. (await officer.GetAsync($"/dispatches?{query}"))
                .Body.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()),
        ];

    private static async Task<string?> ClassificationAsync(Officer officer, string id) =>
        (await officer.GetAsync($"/dispatches/{id}"))
            .Body.GetProperty("label")
            .GetProperty("classification")
            .GetString();

    private static async Task<string> TrackAsync(Officer officer, string id) =>
        (await officer.GetAsync($"/dispatches/{id}"))["track"]!;
}
