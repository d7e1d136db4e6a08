using System.Net;
using System.Text.Json;
using Legation.Records.Access;
using Legation.Records.Policies;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

public sealed class ReleaserTests : IAsyncLifetime
{
    private const string Cleared = """
        {"policy":"LEGATION-DEMO","classifications":["UNCLASSIFIED","RESTRICTED"],"categories":{"releasableTo":["ALLIANCE"]}}
        """;

    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;
    private Officer cleo = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        if (await node.StaffAsync("anna", "bo", "cleo") is [var first, var second, var third])
            (anna, bo, cleo) = (first, second, third);
        foreach (var name in new[] { "anna", "bo", "cleo" })
            await node.Get<AccountRegister>().SetClearanceAsync(name, Cleared, "officer");
        await node.Get<AccountRegister>().SetDutiesAsync("bo", Duties.Write | Duties.Release);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task a_summary_under_a_label_that_keeps_out_whom_its_sources_keep_out_is_the_authors_to_release()
    {
        var (open, closed) = (await SourceAsync("UNCLASSIFIED"), await SourceAsync("RESTRICTED"));

        var released = await anna.PostAsync("/dispatches", Summary("RESTRICTED", open, closed));

        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        (await SourcesAsync(cleo, released["id"]!)).ShouldBe([open, closed]);
    }

    [Fact]
    public async Task a_summary_reaches_nobody_who_was_not_sent_one_of_its_sources()
    {
        var told = await SourceAsync("UNCLASSIFIED");
        var untold = (await anna.PostAsync("/dispatches", Dispatch("UNCLASSIFIED", [bo.Post.ToString()])))["id"]!;

        var refused = await anna.PostAsync("/dispatches", Summary("UNCLASSIFIED", told, untold));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused["detail"]!.ShouldContain("from which this is made");
    }

    [Fact]
    public async Task a_lower_label_than_a_sources_is_a_releasers_to_choose()
    {
        var draft = await DraftAsync(await SourceAsync("RESTRICTED"));

        var refused = await anna.PutAsync($"/dispatches/{draft.Id}", Released(draft.Body), draft.Tag);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused["code"].ShouldBe("needs-releaser");
        (await ProposeAsync(draft)).Status.ShouldBe(HttpStatusCode.Created);
        (await WaitingAsync(bo)).ShouldHaveSingleItem();
        (await WaitingAsync(anna)).ShouldBeEmpty();
        (await WaitingAsync(cleo)).ShouldBeEmpty();
    }

    [Fact]
    public async Task what_a_releaser_approves_goes_out_in_its_authors_name_and_refers_to_nothing()
    {
        var draft = await DraftAsync(await SourceAsync("RESTRICTED"));
        var proposal = (await ProposeAsync(draft))["id"]!;

        var approved = await bo.PostAsync($"/proposals/{proposal}/approve", new { });

        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());
        approved["id"].ShouldBe(draft.Id);
        var read = await cleo.GetAsync($"/dispatches/{draft.Id}");
        read["fromId"].ShouldBe(anna.Post.ToString());
        read.Body.GetProperty("label").GetProperty("classification").GetString().ShouldBe("UNCLASSIFIED");
        (await SourcesAsync(anna, draft.Id)).ShouldBeEmpty();
        (await WaitingAsync(bo)).ShouldBeEmpty();
        (await anna.GetAsync("/dispatches?box=drafts")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task the_releaser_may_choose_another_label_than_the_proposed_one()
    {
        var draft = await DraftAsync(await SourceAsync("RESTRICTED"));
        var proposal = (await ProposeAsync(draft))["id"]!;

        await bo.PostAsync($"/proposals/{proposal}/approve", new { label = Label("RESTRICTED") });

        var read = await cleo.GetAsync($"/dispatches/{draft.Id}");
        read.Body.GetProperty("label").GetProperty("classification").GetString().ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task nobody_approves_his_own_proposal()
    {
        await node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Release);
        var draft = await DraftAsync(await SourceAsync("RESTRICTED"));
        var proposal = (await ProposeAsync(draft))["id"]!;

        var refused = await anna.PostAsync($"/proposals/{proposal}/approve", new { });

        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await cleo.GetAsync($"/dispatches/{draft.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task who_has_not_the_duty_to_release_finds_no_proposal()
    {
        var draft = await DraftAsync(await SourceAsync("RESTRICTED"));
        var proposal = (await ProposeAsync(draft))["id"]!;

        (await cleo.PostAsync($"/proposals/{proposal}/approve", new { })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await cleo.GetAsync($"/proposals/{proposal}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_releaser_who_may_not_read_a_source_finds_no_proposal()
    {
        var draft = await DraftAsync(await SourceAsync("RESTRICTED"));
        var proposal = (await ProposeAsync(draft))["id"]!;
        await node.Get<AccountRegister>()
            .SetClearanceAsync("bo", Cleared.Replace(",\"RESTRICTED\"", "", StringComparison.Ordinal), "officer");

        (await WaitingAsync(bo)).ShouldBeEmpty();
        (await bo.PostAsync($"/proposals/{proposal}/approve", new { })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_draft_that_is_changed_is_before_the_releaser_no_more()
    {
        var draft = await DraftAsync(await SourceAsync("RESTRICTED"));
        var proposal = (await ProposeAsync(draft))["id"]!;

        var text = new Dictionary<string, object>(draft.Body);
        text["text"] = "Something else.";
        await anna.PutAsync($"/dispatches/{draft.Id}", text, draft.Tag);

        (await bo.PostAsync($"/proposals/{proposal}/approve", new { })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_a_releaser_returns_is_its_authors_again_with_the_reasons()
    {
        var draft = await DraftAsync(await SourceAsync("RESTRICTED"));
        var proposal = (await ProposeAsync(draft))["id"]!;

        await bo.PostAsync($"/proposals/{proposal}/return", new { reason = "Leave out the second part." });

        (await WaitingAsync(bo)).ShouldBeEmpty();
        (await anna.GetAsync("/proposals"))
            .Body.GetProperty("own")[0]
            .GetProperty("returned")
            .GetString()
            .ShouldBe("Leave out the second part.");
        (await bo.PostAsync($"/proposals/{proposal}/approve", new { })).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task a_proposal_that_is_withdrawn_cannot_be_approved()
    {
        var draft = await DraftAsync(await SourceAsync("RESTRICTED"));
        var proposal = (await ProposeAsync(draft))["id"]!;

        (
            await bo.Http.DeleteAsync(
                new Uri($"/api/v1/proposals/{proposal}", UriKind.Relative),
                TestContext.Current.CancellationToken
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await anna.Http.DeleteAsync(
                new Uri($"/api/v1/proposals/{proposal}", UriKind.Relative),
                TestContext.Current.CancellationToken
            )
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await bo.PostAsync($"/proposals/{proposal}/approve", new { })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task an_answer_under_a_lower_label_than_what_it_answers_needs_a_releaser()
    {
        var id = await SourceAsync("RESTRICTED");
        var reply = await cleo.PostAsync($"/dispatches/{id}/reply", new { text = "Noted.", release = false });
        var draft = await cleo.GetAsync($"/dispatches/{reply["id"]}");

        var refused = await cleo.PutAsync(
            $"/dispatches/{reply["id"]}",
            Dispatch("UNCLASSIFIED", [anna.Post.ToString()]),
            draft.Tag!
        );

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused["code"].ShouldBe("needs-releaser");
    }

    [Fact]
    public async Task a_summary_means_by_a_group_those_who_belonged_to_it_when_its_sources_were_made()
    {
        var source = await SourceAsync("UNCLASSIFIED");
        await JoinAsync("NZL");
        var newcomer = Cleared.Replace("[\"ALLIANCE\"]", "[\"NZL\"]", StringComparison.Ordinal);
        await node.Get<AccountRegister>().SetClearanceAsync("cleo", newcomer, "officer");

        var summary = await anna.PostAsync("/dispatches", Summary("UNCLASSIFIED", source));
        var fresh = await anna.PostAsync("/dispatches", Dispatch("UNCLASSIFIED", [cleo.Post.ToString()]));

        summary.Status.ShouldBe(HttpStatusCode.Created, summary.Body.ToString());
        (await cleo.GetAsync($"/dispatches/{fresh["id"]}")).Status.ShouldBe(HttpStatusCode.OK);
        (await cleo.GetAsync($"/dispatches/{summary["id"]}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_deputy_is_the_second_person_neither_to_himself_nor_to_whom_he_acts_for()
    {
        await node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Release);
        var proposal = (await ProposeAsync(await DraftAsync(await SourceAsync("RESTRICTED"))))["id"]!;
        var himself = await ActingAsync("anna", "bo");
        var inTheAuthorsName = await ActingAsync("cleo", "anna");
        var second = await ActingAsync("cleo", "bo");

        foreach (var deputy in new[] { himself, inTheAuthorsName })
            (await deputy.PostAsync($"/proposals/{proposal}/approve", new { }))["code"].ShouldBe("own-proposal");
        (await WaitingAsync(inTheAuthorsName)).ShouldBeEmpty();
        (await WaitingAsync(second)).ShouldHaveSingleItem();
        (await second.PostAsync($"/proposals/{proposal}/approve", new { })).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<Officer> ActingAsync(string deputy, string other)
    {
        var now = node.Clock.GetUtcNow();
        var asked = new Deputyship(default, deputy, other, now, now + TimeSpan.FromDays(1), "Leave", "");
        (await node.Get<Deputyships>().AppointAsync(asked)).Refusal.ShouldBeNull();
        var http = node.Call(await node.TokenAsync(deputy));
        http.DefaultRequestHeaders.Add("Acting-For", other);
        return new Officer(default, http);
    }

    private async Task JoinAsync(string member)
    {
        await node.IssuePolicyAsync(json =>
        {
            var memberships = json["memberships"]!.AsArray();
            var next = memberships[0]!.DeepClone();
            next["epoch"] = 2;
            next["groups"]!["ALLIANCE"]!.AsArray().Add(member);
            memberships.Add(next);
        });
        (await node.Get<PolicyRegister>().AcceptAsync("LEGATION-DEMO", 2, "officer")).Refusal.ShouldBeNull();
    }

    private async Task<string> SourceAsync(string classification)
    {
        var released = await anna.PostAsync(
            "/dispatches",
            Dispatch(classification, [cleo.Post.ToString(), bo.Post.ToString()])
        );
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    // Made from what the label would lower.
    private async Task<SummaryDraft> DraftAsync(string source)
    {
        var body = Summary("UNCLASSIFIED", source);
        body["release"] = false;
        var made = await anna.PostAsync("/dispatches", body);
        var id = made["id"]!;
        return new SummaryDraft(id, body, (await anna.GetAsync($"/dispatches/{id}")).Tag!);
    }

    private Task<Answered> ProposeAsync(SummaryDraft draft) =>
        anna.PostAsync($"/dispatches/{draft.Id}/propose", new { reason = "Headquarters asks for it." }, draft.Tag);

    private static async Task<List<JsonElement>> WaitingAsync(Officer officer) =>
        [.. (await officer.GetAsync("/proposals")).Body.GetProperty("waiting").EnumerateArray()];

    private static async Task<List<string?>> SourcesAsync(Officer officer, string id) =>
        [
            .. (await officer.GetAsync($"/dispatches/{id}"))
                .Body.GetProperty("sources")
                .EnumerateArray()
                .Select(source => source.GetString()),
        ];

    private Dictionary<string, object> Summary(string classification, params string[] sources)
    {
        var body = Dispatch(classification, [cleo.Post.ToString()]);
        body["sources"] = sources;
        return body;
    }

    private static Dictionary<string, object> Released(Dictionary<string, object> body) =>
        new(body) { ["release"] = true };

    private static Dictionary<string, object> Dispatch(string classification, string[] to) =>
        new()
        {
            ["subject"] = "Berthing fees",
            ["text"] = "They rise in spring.",
            ["action"] = to,
            ["label"] = Label(classification),
            ["release"] = true,
        };

    private static object Label(string classification) =>
        new
        {
            policy = "LEGATION-DEMO",
            classification,
            categories = new { releasableTo = new[] { "ALLIANCE" } },
        };

    private sealed record SummaryDraft(string Id, Dictionary<string, object> Body, string Tag);
}
