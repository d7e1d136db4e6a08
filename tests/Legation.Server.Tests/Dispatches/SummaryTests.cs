using System.Net;
using Legation.Records.Policies;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A text made from others keeps to their labels and their readers.</summary>
public sealed class SummaryTests : TwoPersons
{
    [Fact]
    public async Task a_draft_tells_its_author_what_it_is_made_from_so_that_writing_it_back_leaves_nothing_out()
    {
        var source = await ReleasedAsync("RESTRICTED");
        var draft = await DraftAsync(source);

        var read = await Anna.GetAsync($"/dispatches/{draft.Id}");
        var body = new Dictionary<string, object?>(draft.Body)
        {
            ["sources"] = read.Body.GetProperty("sources"),
            ["release"] = true,
        };
        var refused = await Anna.PutAsync($"/dispatches/{draft.Id}", body, read.Tag!);

        read.Body.GetProperty("sources")[0].GetString().ShouldBe(source);
        refused["code"].ShouldBe("needs-releaser");
    }

    [Fact]
    public async Task a_label_that_keeps_out_whom_the_sources_keep_out_is_the_authors_to_choose()
    {
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var (open, closed) = (await ReleasedAsync("UNCLASSIFIED"), await ReleasedAsync("RESTRICTED"));

        var released = await Anna.PostAsync("/dispatches", Summary("RESTRICTED", open, closed));

        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        (await SourcesAsync(Cleo, released["id"]!)).ShouldBe([open, closed]);
    }

    [Fact]
    public async Task it_reaches_nobody_who_was_not_sent_one_of_its_sources()
    {
        var told = await ReleasedAsync("UNCLASSIFIED");
        var untold = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        var refused = await Anna.PostAsync("/dispatches", Summary("UNCLASSIFIED", told, untold));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused["detail"]!.ShouldContain("from which this is made");
    }

    [Fact]
    public async Task what_an_author_may_not_have_is_no_source_of_his()
    {
        var kept = await ReleasedAsync("RESTRICTED", [Bo]);

        var refused = await Cleo.PostAsync("/dispatches", Summary("UNCLASSIFIED", kept));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused["detail"]!.ShouldContain("no such dispatch here");
    }

    [Fact]
    public async Task a_lower_label_than_a_sources_is_a_releasers_to_choose()
    {
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));

        var body = new Dictionary<string, object?>(draft.Body) { ["release"] = true };
        var refused = await Anna.PutAsync($"/dispatches/{draft.Id}", body, draft.Tag);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused["code"].ShouldBe("needs-releaser");
    }

    [Fact]
    public async Task an_answer_under_a_lower_label_than_what_it_answers_needs_a_releaser()
    {
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var id = await ReleasedAsync("RESTRICTED");
        var reply = await Cleo.PostAsync($"/dispatches/{id}/reply", new { text = "Noted.", release = false });
        var draft = await Cleo.GetAsync($"/dispatches/{reply["id"]}");

        var refused = await Cleo.PutAsync($"/dispatches/{reply["id"]}", Dispatch("UNCLASSIFIED", [Anna]), draft.Tag!);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused["code"].ShouldBe("needs-releaser");
    }

    [Fact]
    public async Task groups_mean_those_who_belonged_to_them_when_its_sources_were_made()
    {
        var source = await ReleasedAsync("UNCLASSIFIED");
        await NewZealandJoinsAsync();

        var summary = await Anna.PostAsync("/dispatches", Summary("UNCLASSIFIED", source));
        var fresh = await ReleasedAsync("UNCLASSIFIED");

        summary.Status.ShouldBe(HttpStatusCode.Created, summary.Body.ToString());
        (await Cleo.GetAsync($"/dispatches/{fresh}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Cleo.GetAsync($"/dispatches/{summary["id"]}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_releaser_who_chooses_another_label_lets_in_nobody_who_joined_since_its_sources()
    {
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));
        await NewZealandJoinsAsync();

        var approved = await ApproveAsync(Bo, await ProposedAsync(draft), "UNCLASSIFIED");

        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());
        (await Cleo.GetAsync($"/dispatches/{draft.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    // The alliance has a member more, and Cleo is of it.
    private async Task NewZealandJoinsAsync()
    {
        await Node.IssuePolicyAsync(json =>
        {
            var memberships = json["memberships"]!.AsArray();
            var next = memberships[0]!.DeepClone();
            next["epoch"] = 2;
            next["groups"]!["ALLIANCE"]!.AsArray().Add("NZL");
            memberships.Add(next);
        });
        (await Node.Get<PolicyRegister>().AcceptAsync("LEGATION-DEMO", 2, "officer")).Refusal.ShouldBeNull();
        var newcomer = DemoLabels
            .Clearance("UNCLASSIFIED")
            .Replace("\"ALLIANCE\"", "\"NZL\"", StringComparison.Ordinal);
        await Node.Get<AccountRegister>().SetClearanceAsync("cleo", newcomer, "officer");
    }

    private Dictionary<string, object?> Summary(string classification, params string[] sources)
    {
        var body = Dispatch(classification, [Cleo]);
        body["sources"] = sources;
        return body;
    }

    private static async Task<List<string?>> SourcesAsync(Officer officer, string id) =>
        [
            .. (await officer.GetAsync($"/dispatches/{id}"))
                .Body.GetProperty("sources")
                .EnumerateArray()
                .Select(source => source.GetString()),
        ];
}
