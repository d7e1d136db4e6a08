using System.Net;
using System.Text.Json;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Storage;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

public sealed class ProposalTests : IAsyncLifetime
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
    public async Task the_security_officer_reads_nothing_of_a_proposed_text_that_is_not_for_him()
    {
        await node.AddUserAsync("officer", Duties.Secure);
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));
        (
            await anna.PostAsync($"/dispatches/{draft}/propose", new { reason = "Please." }, await TagAsync(draft))
        ).Status.ShouldBe(HttpStatusCode.Created);
        using var officer = node.Browse();
        await officer.SignInAsync("officer", TestNode.Password);

        var page = await officer.TextAsync("/security/decisions?show=acts");
        var file = await officer.TextAsync("/security/decisions.csv?show=acts");

        file.ShouldNotContain("Kept from the officer");
        page.ShouldNotContain("Kept from the officer");
    }

    [Fact]
    public async Task a_releaser_does_not_lower_further_than_was_proposed()
    {
        var id = await ReleasedAsync("CONFIDENTIAL");
        var proposal = (await RelabelAsync(anna, id, "RESTRICTED"))["id"];

        var approved = await bo.PostAsync($"/proposals/{proposal}/approve", new { label = Label("UNCLASSIFIED") });

        (await ClassificationAsync(bo, id)).ShouldNotBe("UNCLASSIFIED", "one person alone decided that");
        approved.Status.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task an_approval_does_not_undo_what_was_raised_since_it_was_proposed()
    {
        var id = await ReleasedAsync("RESTRICTED");
        var proposal = (await RelabelAsync(anna, id, "UNCLASSIFIED"))["id"];
        await bo.GetAsync($"/proposals/{proposal}");
        (await RelabelAsync(anna, id, "CONFIDENTIAL")).Status.ShouldBe(HttpStatusCode.OK);

        var approved = await bo.PostAsync($"/proposals/{proposal}/approve", new { });

        approved.Status.ShouldBe(HttpStatusCode.NotFound, approved.Body.ToString());
        (await ClassificationAsync(bo, id)).ShouldBe("CONFIDENTIAL");
    }

    [Theory]
    [InlineData("duty")]
    [InlineData("account")]
    [InlineData("clearance")]
    public async Task what_was_proposed_by_who_may_not_write_any_more_is_not_released_in_his_name(string lost)
    {
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));
        var proposed = await anna.PostAsync(
            $"/dispatches/{draft}/propose",
            new { reason = "Please." },
            await TagAsync(draft)
        );
        var accounts = node.Get<AccountRegister>();
        if (lost == "duty")
            await accounts.SetDutiesAsync("anna", Duties.None);
        else if (lost == "account")
            await accounts.DisableAsync("anna");
        else
            await accounts.SetClearanceAsync("anna", Cleared(), "officer");

        var approved = await bo.PostAsync($"/proposals/{proposed["id"]}/approve", new { });

        approved.Status.ShouldNotBe(HttpStatusCode.OK, approved.Body.ToString());
    }

    [Fact]
    public async Task a_page_that_counts_proposals_opens_no_record()
    {
        await node.AddUserAsync("reader");
        var id = await ReleasedAsync("RESTRICTED");
        await RelabelAsync(anna, id, "UNCLASSIFIED");
        using var browser = node.Browse();
        await browser.SignInAsync("bo", TestNode.Password);
        await browser.TextAsync("/directory");
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        var before = Opened();
        await browser.TextAsync("/directory");
        await Task.Delay(1500, TestContext.Current.CancellationToken);

        (Opened() - before).ShouldBe(0);
    }

    [Fact]
    public async Task over_the_api_a_releaser_reads_what_he_is_to_relabel()
    {
        var id = await ReleasedAsync("RESTRICTED");
        var proposal = (await RelabelAsync(anna, id, "UNCLASSIFIED"))["id"];

        (await bo.GetAsync($"/proposals/{proposal}"))["text"].ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task a_summary_that_a_releaser_approves_lets_in_nobody_who_joined_since_its_sources()
    {
        var source = await ReleasedAsync("RESTRICTED");
        await node.IssuePolicyAsync(json =>
        {
            json["version"] = json["version"]!.GetValue<int>() + 1;
            json["memberships"]!
                .AsArray()
                .Add(
                    System.Text.Json.Nodes.JsonNode.Parse(
                        """{ "epoch": 2, "groups": { "ALLIANCE": ["ALLIANCE", "JPN"] } }"""
                    )
                );
        });
        var policies = node.Get<Legation.Records.Policies.PolicyRegister>();
        var offered = policies.Find("LEGATION-DEMO")!.Offered!;
        (await policies.AcceptAsync("LEGATION-DEMO", offered.Policy.Version, "officer")).Refusal.ShouldBeNull();
        var draft = await DraftAsync(source);
        var proposed = await anna.PostAsync(
            $"/dispatches/{draft}/propose",
            new { reason = "Please." },
            await TagAsync(draft)
        );
        var approved = await bo.PostAsync($"/proposals/{proposed["id"]}/approve", new { });
        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());

        (
            await node.Get<Ledger>().RunAsync(t => t.CurrentApplied(RecordId.Parse(draft)))
        )!.EffectiveLabel.MembershipEpoch.ShouldBe(1);
    }

    private long Opened()
    {
        using var session = node.Get<IRecordStore>().OpenReader();
        return session
            .Query(
                "SELECT COUNT(*) FROM journal WHERE CAST(content AS TEXT) LIKE '%\"query\":\"open%'",
                r => r.GetInt64(0)
            )
            .Single();
    }

    private async Task<string> TagAsync(string draft) => (await anna.GetAsync($"/dispatches/{draft}")).Tag!;

    private async Task<string> DraftAsync(string source, RecordId? to = null)
    {
        var made = await anna.PostAsync(
            "/dispatches",
            new
            {
                subject = "Kept from the officer",
                text = "Kept from the officer, all of it.",
                action = new[] { (to ?? bo.Post).ToString() },
                label = Label("UNCLASSIFIED"),
                sources = new[] { source },
            }
        );
        made.Status.ShouldBe(HttpStatusCode.Created, made.Body.ToString());
        return made["id"]!;
    }

    private static Task<Answered> RelabelAsync(Officer officer, string id, string classification) =>
        officer.PostAsync(
            $"/dispatches/{id}/relabel",
            new { label = Label(classification), reason = "In confidence." }
        );

    private async Task<string> ReleasedAsync(string classification)
    {
        var released = await anna.PostAsync(
            "/dispatches",
            new
            {
                subject = "Berthing fees",
                text = "They rise in spring.",
                action = new[] { bo.Post.ToString(), cleo.Post.ToString() },
                label = Label(classification),
                release = true,
            }
        );
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

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

    private static async Task<string?> ClassificationAsync(Officer officer, string id) =>
        (await officer.GetAsync($"/dispatches/{id}"))
            .Body.GetProperty("label")
            .GetProperty("classification")
            .GetString();
}
