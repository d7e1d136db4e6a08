using System.Net;
using System.Text.Json;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What the two persons said to each other: it leads its author on, and stays with them.</summary>
public sealed class ReturnedProposalTests : TwoPersons
{
    private Browser browser = null!;

    private protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
    }

    public override ValueTask DisposeAsync()
    {
        browser.Dispose();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Fact]
    public async Task a_returned_draft_leads_to_its_editor()
    {
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));
        var proposal = await ReturnedAsync(await ProposedAsync(draft));

        (await browser.TextAsync($"/dispatches/proposals/{proposal}")).ShouldContain(
            $"href=\"/dispatches/{draft.Id}/edit\""
        );
    }

    [Fact]
    public async Task a_returned_relabelling_leads_to_the_form_with_what_was_proposed()
    {
        var id = await ReleasedAsync("RESTRICTED");
        var proposal = await ReturnedAsync((await RelabelAsync(Anna, id, "UNCLASSIFIED"))["id"]!);
        var address = $"/dispatches/{id}?proposal={proposal}";
        (await browser.TextAsync($"/dispatches/proposals/{proposal}")).ShouldContain($"href=\"{address}#relabel\"");

        var form = await browser.FormAsync(address, "relabel");

        form.Find("textarea[name='Relabel.Reason']")!.TextContent.Trim().ShouldBe("They were told in confidence.");
        form.Find("input[name='Form.Classification'][checked]")!.GetAttribute("value").ShouldBe("UNCLASSIFIED");
        (await browser.TextAsync(address)).ShouldContain("Say which paragraph.");
    }

    [Fact]
    public async Task nobody_else_finds_in_the_form_what_was_proposed()
    {
        var id = await ReleasedAsync("RESTRICTED");
        var proposal = await ReturnedAsync((await RelabelAsync(Anna, id, "UNCLASSIFIED"))["id"]!);
        using var bo = Node.Browse();
        await bo.SignInAsync("bo", TestNode.Password);

        var form = await bo.FormAsync($"/dispatches/{id}?proposal={proposal}", "relabel");

        form.Find("textarea[name='Relabel.Reason']")!.TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_day_that_cannot_be_read_is_said_in_the_form()
    {
        var id = await ReleasedAsync("RESTRICTED");
        var form = await browser.FormAsync($"/dispatches/{id}", "relabel");

        var answer = await browser.PostAsync(
            $"/dispatches/{id}",
            form.Filled(("Relabel.Review", "soon"), ("Relabel.Reason", "It is time."))
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Write the day as 2027-03-01");
    }

    [Fact]
    public async Task who_asked_and_who_approved_find_the_reason_in_the_track_and_nobody_else_does()
    {
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"), Bo, Cleo);
        await ApproveAsync(Bo, await ProposedAsync(draft));

        foreach (var officer in new[] { Anna, Bo })
        {
            var entry = (await TrackAsync(officer, draft.Id)).ShouldHaveSingleItem();
            entry.GetProperty("text").GetString()!.ShouldEndWith("Headquarters asks for it.");
        }
        (await TrackAsync(Cleo, draft.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task the_reason_is_gone_for_who_may_no_longer_read_what_it_was_about()
    {
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));
        await ApproveAsync(Bo, await ProposedAsync(draft));

        await ClearAsync("anna", "UNCLASSIFIED");

        (await TrackAsync(Anna, draft.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task the_page_names_who_may_decide_and_says_when_nobody_may()
    {
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var release = $"/dispatches/{(await DraftAsync(await ReleasedAsync("RESTRICTED"))).Id}/release";

        var page = await browser.TextAsync(release);
        page.ShouldContain("One person here may decide it: ");
        page.ShouldContain("Desk, Office bo.");

        await ClearAsync("bo", "UNCLASSIFIED");
        (await browser.TextAsync(release)).ShouldContain("Nobody here may decide it now:");
    }

    private async Task<string> ReturnedAsync(string proposal)
    {
        var returned = await Bo.PostAsync($"/proposals/{proposal}/return", new { reason = "Say which paragraph." });
        returned.Status.ShouldBe(HttpStatusCode.OK, returned.Body.ToString());
        return proposal;
    }

    private static async Task<List<JsonElement>> TrackAsync(Officer officer, string id) =>
        [
            .. (await officer.GetAsync($"/dispatches/{id}"))
                .Body.GetProperty("track")
                .EnumerateArray()
                .Where(entry => entry.GetProperty("step").GetString() == "approved"),
        ];
}
