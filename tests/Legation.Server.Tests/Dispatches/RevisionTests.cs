using System.Net;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What an office returned is revised: still made from the same, and by two persons where it took two before.</summary>
public sealed class RevisionTests : ThroughTheOffice
{
    [Fact]
    public async Task what_a_releaser_let_go_needs_a_releaser_again()
    {
        var id = await LetGoAsync("RESTRICTED");
        await ReturnAsync(id);

        var refused = await ReviseAsync(id, "UNCLASSIFIED", "They rise in spring, by a tenth.");

        refused["code"].ShouldBe("needs-releaser", refused.Body.ToString());
        refused["detail"]!.ShouldContain("send it to a releaser");
    }

    [Fact]
    public async Task what_a_releaser_let_go_its_author_releases_alone_under_the_label_of_what_it_was_made_from()
    {
        var source = await ReleasedAsync("RESTRICTED");
        var id = await LetGoAsync(source, "UNCLASSIFIED");
        await ReturnAsync(id);

        var raised = await ReviseAsync(id, "RESTRICTED", "They rise in spring, by a tenth.");

        raised.Status.ShouldBe(HttpStatusCode.OK, raised.Body.ToString());
        (await Anna.GetAsync($"/dispatches/{id}")).Body.GetProperty("sources")[0].GetString().ShouldBe(source);
    }

    [Fact]
    public async Task the_releaser_of_a_revision_reads_it_beside_what_it_was_made_from()
    {
        var source = await ReleasedAsync("RESTRICTED");
        var id = await LetGoAsync(source, "UNCLASSIFIED");
        await ReturnAsync(id);

        var proposal = await ProposedAsync(await RevisedDraftAsync(id, "They rise in spring, by a tenth."));

        var seen = (await Bo.GetAsync($"/proposals/{proposal}")).Body;
        seen.GetProperty("sources")[0].GetProperty("id").GetString().ShouldBe(source);
        (await ApproveAsync(Bo, proposal)).Status.ShouldBe(HttpStatusCode.OK);
        var read = await Anna.GetAsync($"/dispatches/{id}");
        read["text"].ShouldBe("They rise in spring, by a tenth.");
        read.Body.GetProperty("sources").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task a_releaser_who_may_not_read_what_it_was_made_from_does_not_decide_on_a_revision()
    {
        var id = await LetGoAsync("CONFIDENTIAL");
        await ReturnAsync(id);
        await ClearAsync("bo", "UNCLASSIFIED", "RESTRICTED");

        var draft = await RevisedDraftAsync(id, "They rise in spring, by a tenth.");
        var refused = await Anna.PostAsync($"/dispatches/{id}/propose", new { reason = "It was returned." }, draft.Tag);

        refused["code"].ShouldBe("nobody-to-decide");
    }

    [Fact]
    public async Task what_a_releaser_let_go_needs_one_however_often_it_is_returned()
    {
        var id = await LetGoAsync("RESTRICTED");
        await ReturnAsync(id);
        await ApproveAsync(Bo, await ProposedAsync(await RevisedDraftAsync(id, "They rise in spring, by a tenth.")));
        await ReturnAsync(id);

        (await ReviseAsync(id, "UNCLASSIFIED", "They rise."))["code"].ShouldBe("needs-releaser");
    }

    [Fact]
    public async Task a_revision_is_made_from_what_the_dispatch_was_made_from_though_its_author_no_longer_says_so()
    {
        var source = await ReleasedAsync("RESTRICTED");
        var id = await SummaryAsync(source, "RESTRICTED");
        await ReturnAsync(id);

        var lowered = await ReviseAsync(id, "UNCLASSIFIED", "They rise in spring.");
        var kept = await ReviseAsync(id, "RESTRICTED", "They rise in spring.");

        lowered["code"].ShouldBe("needs-releaser", lowered.Body.ToString());
        kept.Status.ShouldBe(HttpStatusCode.OK, kept.Body.ToString());
        (await Anna.GetAsync($"/dispatches/{id}")).Body.GetProperty("sources")[0].GetString().ShouldBe(source);
    }

    [Fact]
    public async Task the_editor_names_what_the_returned_dispatch_was_made_from()
    {
        var source = await ReleasedAsync("RESTRICTED");
        var id = await SummaryAsync(source, "RESTRICTED");
        await ReturnAsync(id);
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", Hosting.TestNode.Password);

        (await browser.TextAsync($"/dispatches/{id}/edit")).ShouldContain($"/dispatches/{source}");
    }

    [Fact]
    public async Task a_proposal_says_through_which_office_the_text_goes_first()
    {
        var source = await ReleasedAsync("RESTRICTED");

        var seen = await Bo.GetAsync($"/proposals/{await ProposedAsync(await DraftAsync(source))}");

        seen.Body.GetProperty("facts").GetProperty("Goes first to").GetString()!.ShouldContain("Office clerk");
    }

    [Fact]
    public async Task the_page_of_what_was_returned_says_that_its_revision_is_before_a_releaser()
    {
        var id = await LetGoAsync("RESTRICTED");
        await ReturnAsync(id);
        var proposal = await ProposedAsync(await RevisedDraftAsync(id, "They rise in spring, by a tenth."));
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", Hosting.TestNode.Password);

        var page = await browser.TextAsync($"/dispatches/{id}");

        page.ShouldContain("Before a releaser: ");
        page.ShouldContain($"/dispatches/proposals/{proposal}");
    }

    [Fact]
    public async Task a_revision_is_not_released_by_who_may_no_longer_read_the_dispatch()
    {
        var draft = await DraftAsync(await ReleasedAsync("CONFIDENTIAL"), "RESTRICTED", Bo);
        await ApproveAsync(Bo, await ProposedAsync(draft));
        await ReturnAsync(draft.Id);
        var body = Dispatch("UNCLASSIFIED", [Cleo]);
        body["release"] = false;
        await Anna.PutAsync($"/dispatches/{draft.Id}", body, (await Anna.GetAsync($"/dispatches/{draft.Id}")).Tag!);
        await ClearAsync("anna", "UNCLASSIFIED");
        var tag = (await Anna.GetAsync($"/dispatches/{draft.Id}")).Tag!;

        (body["release"], body["sources"]) = (true, Array.Empty<string>());
        var refused = await Anna.PutAsync($"/dispatches/{draft.Id}", body, tag);

        refused["code"].ShouldBe("not-yours-to-revise", refused.Body.ToString());
        (await Cleo.GetAsync($"/dispatches/{draft.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task who_may_not_have_what_it_was_made_from_is_refused_without_a_word_of_it()
    {
        var source = await ReleasedAsync("CONFIDENTIAL");
        var id = await LetGoAsync(source, "UNCLASSIFIED");
        await ReturnAsync(id);
        var deputy = await ActingAsync("cleo", "anna");
        var body = Dispatch("UNCLASSIFIED", [Bo]);
        body["text"] = "A better text.";

        var released = await deputy.PutAsync(
            $"/dispatches/{id}",
            body,
            (await deputy.GetAsync($"/dispatches/{id}")).Tag!
        );
        body["release"] = false;
        var kept = await deputy.PutAsync($"/dispatches/{id}", body, (await deputy.GetAsync($"/dispatches/{id}")).Tag!);
        var proposed = await deputy.PostAsync($"/dispatches/{id}/propose", new { reason = "They ask." }, kept.Tag);
        var read = await deputy.GetAsync($"/dispatches/{id}");

        foreach (var refused in new[] { released, proposed })
        {
            refused["code"].ShouldBe("not-yours-to-revise", refused.Body.ToString());
            refused.Body.ToString().ShouldNotContain("sources");
        }
        read.Body.ToString().ShouldNotContain(source);
    }

    [Fact]
    public async Task a_revision_for_the_same_readers_keeps_its_number()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        var number = await NumberAsync(id);
        await ReturnAsync(id);

        (await ReviseAsync(id, "UNCLASSIFIED", "They rise in spring.")).Status.ShouldBe(HttpStatusCode.OK);

        (await NumberAsync(id)).ShouldBe(number);
    }

    [Fact]
    public async Task a_revision_for_others_has_a_number_of_their_series()
    {
        var id = await ReleasedAsync("RESTRICTED");
        await ReleasedAsync("UNCLASSIFIED");
        var other = await NumberAsync(await ReleasedAsync("UNCLASSIFIED"));
        await ReturnAsync(id);

        (await ReviseAsync(id, "UNCLASSIFIED", "They rise in spring.")).Status.ShouldBe(HttpStatusCode.OK);

        other.ShouldEndWith("/0002");
        (await NumberAsync(id)).ShouldBe(other.Replace("/0002", "/0003", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_source_that_was_raised_keeps_its_summary_from_being_released_lower()
    {
        var source = await ReleasedAsync("UNCLASSIFIED");
        var draft = await DraftAsync(source);
        await RelabelAsync(Bo, source, "RESTRICTED");
        await RelabelAsync(Anna, source, "RESTRICTED");

        var body = new Dictionary<string, object?>(draft.Body) { ["release"] = true };
        var refused = await Anna.PutAsync($"/dispatches/{draft.Id}", body, draft.Tag);

        refused["code"].ShouldBe("needs-releaser", refused.Body.ToString());
    }

    private async Task<string> NumberAsync(string id) => (await Anna.GetAsync($"/dispatches/{id}"))["number"]!;

    private async Task<string> LetGoAsync(string classification) =>
        await LetGoAsync(await ReleasedAsync(classification), "UNCLASSIFIED");

    private async Task<string> LetGoAsync(string source, string classification)
    {
        var draft = await DraftAsync(source, classification);
        var approved = await ApproveAsync(Bo, await ProposedAsync(draft));
        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());
        return draft.Id;
    }

    private async Task<string> SummaryAsync(string source, string classification)
    {
        var body = Dispatch(classification, [Bo]);
        body["sources"] = new[] { source };
        var released = await Anna.PostAsync("/dispatches", body);
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    private async Task<Hosting.Answered> ReviseAsync(string id, string classification, string text)
    {
        var body = Dispatch(classification, [Bo, Cleo]);
        body["text"] = text;
        return await Anna.PutAsync($"/dispatches/{id}", body, (await Anna.GetAsync($"/dispatches/{id}")).Tag!);
    }

    private async Task<DraftOfAnna> RevisedDraftAsync(string id, string text)
    {
        var body = Dispatch("UNCLASSIFIED", [Cleo]);
        (body["text"], body["release"]) = (text, false);
        var kept = await Anna.PutAsync($"/dispatches/{id}", body, (await Anna.GetAsync($"/dispatches/{id}")).Tag!);
        kept.Status.ShouldBe(HttpStatusCode.OK, kept.Body.ToString());
        return new DraftOfAnna(id, body, kept.Tag!);
    }
}
