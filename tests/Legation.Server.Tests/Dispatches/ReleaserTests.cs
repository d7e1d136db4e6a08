using System.Net;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Storage;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What two persons do: who is the second, what he sees, and when his approval counts.</summary>
public sealed class ReleaserTests : TwoPersons
{
    private const string Opened = """
        SELECT COUNT(*) FROM journal WHERE type = 5 AND json_extract(CAST(content AS TEXT), '$.account') = $1
          AND json_extract(CAST(content AS TEXT), '$.query') LIKE 'open%'
        """;

    [Fact]
    public async Task what_is_proposed_waits_for_releasers_alone()
    {
        await ProposedAsync(await DraftAsync(await ReleasedAsync("RESTRICTED")));

        (await WaitingAsync(Bo)).ShouldHaveSingleItem();
        (await WaitingAsync(Anna)).ShouldBeEmpty();
        (await WaitingAsync(Cleo)).ShouldBeEmpty();
    }

    [Fact]
    public async Task what_a_releaser_approves_goes_out_in_its_authors_name_and_refers_to_nothing()
    {
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));

        var approved = await ApproveAsync(Bo, await ProposedAsync(draft));

        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());
        approved["id"].ShouldBe(draft.Id);
        var read = await Cleo.GetAsync($"/dispatches/{draft.Id}");
        read["fromId"].ShouldBe(Anna.Post.ToString());
        (await ClassificationAsync(Cleo, draft.Id)).ShouldBe("UNCLASSIFIED");
        read.Body.GetProperty("sources").GetArrayLength().ShouldBe(0);
        (await WaitingAsync(Bo)).ShouldBeEmpty();
        (await IdsAsync(Anna, "box=drafts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task the_releaser_may_choose_a_stricter_label_than_the_proposed_one()
    {
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));

        await ApproveAsync(Bo, await ProposedAsync(draft), "RESTRICTED");

        (await ClassificationAsync(Anna, draft.Id)).ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task the_releaser_alone_lets_in_nobody_whom_the_proposed_label_keeps_out()
    {
        var draft = await DraftAsync(await ReleasedAsync("CONFIDENTIAL"), "RESTRICTED");
        var proposal = await ProposedAsync(draft);

        var refused = await ApproveAsync(Bo, proposal, "UNCLASSIFIED");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused["code"].ShouldBe("lower-than-proposed");
        (await WaitingAsync(Bo)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task who_has_not_the_duty_to_release_finds_no_proposal()
    {
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var proposal = await ProposedAsync(await DraftAsync(await ReleasedAsync("RESTRICTED")));

        (await ApproveAsync(Cleo, proposal)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Cleo.GetAsync($"/proposals/{proposal}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_releaser_who_may_not_read_a_source_finds_no_proposal()
    {
        var proposal = await ProposedAsync(await DraftAsync(await ReleasedAsync("RESTRICTED")));
        await ClearAsync("bo", "UNCLASSIFIED");

        (await WaitingAsync(Bo)).ShouldBeEmpty();
        (await ApproveAsync(Bo, proposal)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_draft_that_is_changed_is_before_the_releaser_no_more()
    {
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));
        var proposal = await ProposedAsync(draft);

        var text = new Dictionary<string, object?>(draft.Body) { ["text"] = "Something else." };
        await Anna.PutAsync($"/dispatches/{draft.Id}", text, draft.Tag);

        (await ApproveAsync(Bo, proposal)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_a_releaser_returns_is_its_authors_again_with_the_reasons()
    {
        var proposal = await ProposedAsync(await DraftAsync(await ReleasedAsync("RESTRICTED")));

        await Bo.PostAsync($"/proposals/{proposal}/return", new { reason = "Leave out the second part." });

        (await WaitingAsync(Bo)).ShouldBeEmpty();
        var own = (await Anna.GetAsync("/proposals")).Body.GetProperty("own")[0];
        own.GetProperty("returned").GetString().ShouldBe("Leave out the second part.");
        (await ApproveAsync(Bo, proposal)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task only_its_author_withdraws_a_proposal_and_then_it_cannot_be_approved()
    {
        var proposal = await ProposedAsync(await DraftAsync(await ReleasedAsync("RESTRICTED")));

        (await Bo.DeleteAsync($"/proposals/{proposal}")).ShouldBe(HttpStatusCode.Forbidden);
        (await Anna.DeleteAsync($"/proposals/{proposal}")).ShouldBe(HttpStatusCode.NoContent);

        (await ApproveAsync(Bo, proposal)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_was_let_go_stays_listed_for_the_two_and_for_nobody_else()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("cleo", Duties.Write | Duties.Release);
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));
        await ApproveAsync(Bo, await ProposedAsync(draft));

        foreach (var (user, isListed) in new[] { ("anna", true), ("bo", true), ("cleo", false) })
        {
            using var browser = Node.Browse();
            await browser.SignInAsync(user, TestNode.Password);
            var page = await browser.TextAsync("/dispatches/proposals");
            page.Contains("Headquarters asks for it.", StringComparison.Ordinal).ShouldBe(isListed, user);
        }
    }

    [Fact]
    public async Task the_page_with_the_reason_is_marked_as_what_it_may_speak_of()
    {
        var draft = await DraftAsync(await ReleasedAsync("CONFIDENTIAL"));
        await ApproveAsync(Bo, await ProposedAsync(draft));
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);

        var page = await browser.TextAsync($"/dispatches/{draft.Id}");

        page.ShouldContain("Headquarters asks for it.");
        page.ShouldContain("ALLIANCE CONFIDENTIAL</div>");
    }

    [Fact]
    public async Task a_label_for_another_policy_that_lets_in_more_is_a_releasers_to_judge()
    {
        var body = Dispatch("RESTRICTED", [Bo]);
        body["sources"] = new[] { await ReleasedAsync("RESTRICTED") };
        body["label"] = new
        {
            policy = "LEGATION-DEMO",
            classification = "RESTRICTED",
            categories = new { releasableTo = new[] { "ALLIANCE" } },
            alternatives = new[] { new { policy = "TLP:2.0", classification = "AMBER" } },
        };
        var refused = await Anna.PostAsync("/dispatches", body);
        body["release"] = false;
        var id = (await Anna.PostAsync("/dispatches", body))["id"];
        var tag = (await Anna.GetAsync($"/dispatches/{id}")).Tag;

        var proposed = await Anna.PostAsync($"/dispatches/{id}/propose", new { reason = "They ask." }, tag);

        refused["code"].ShouldBe("needs-releaser");
        proposed.Status.ShouldBe(HttpStatusCode.Created, proposed.Body.ToString());
    }

    [Fact]
    public async Task the_security_officer_reads_nothing_of_a_proposed_text_that_is_not_for_him()
    {
        await Node.AddUserAsync("officer", Duties.Secure);
        await ProposedAsync(await DraftAsync(await ReleasedAsync("RESTRICTED")));
        using var officer = Node.Browse();
        await officer.SignInAsync("officer", TestNode.Password);

        var page = await officer.TextAsync("/security/decisions?show=acts");
        var file = await officer.TextAsync("/security/decisions.csv?show=acts");

        page.ShouldContain("proposal made", Case.Insensitive);
        page.ShouldNotContain("They rise in spring.");
        file.ShouldNotContain("They rise in spring.");
    }

    [Fact]
    public async Task a_page_that_counts_proposals_opens_no_record()
    {
        var id = await ReleasedAsync("RESTRICTED");
        await RelabelAsync(Anna, id, "UNCLASSIFIED");
        using var browser = Node.Browse();
        await browser.SignInAsync("bo", TestNode.Password);

        await browser.TextAsync("/find");
        await browser.TextAsync("/dispatches/proposals");
        // What is read is journalled in order: when this one stands there, all before it do.
        await Bo.GetAsync($"/dispatches/{id}");

        (await OpenedByAsync("bo")).ShouldBe(1);
    }

    private async Task<long> OpenedByAsync(string account)
    {
        var ledger = Node.Get<Ledger>();
        for (; ; )
        {
            var end = ledger.Head.Seq;
            using (var session = Node.Get<IRecordStore>().OpenReader())
                if (session.Query(Opened, r => r.GetInt64(0), account).Single() is > 0 and var opened)
                    return opened;
            await ledger.Committed.Beyond(end, TestContext.Current.CancellationToken);
        }
    }
}
