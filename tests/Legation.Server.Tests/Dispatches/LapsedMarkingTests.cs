using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Markings of a dispatch that was, or is to be, relabelled.</summary>
public sealed class LapsedMarkingTests : TwoPersons
{
    private const string Text =
        "1. Open.\n\n2. [[restricted]] Not so.[^1]\n\n3. [[CONFIDENTIAL]] Not at all.\n\n[^1]: Noted.";

    [Fact]
    public async Task the_cable_says_what_a_paragraph_was_marked_and_the_signed_text_stays()
    {
        var id = await MarkedAsync();
        await ApproveAsync(Bo, (await RelabelAsync(Anna, id, "UNCLASSIFIED"))["id"]);

        var page = WebUtility.HtmlDecode(await PageAsync($"/dispatches/{id}"));

        page.ShouldContain(">(was ALLIANCE RESTRICTED)</span> Not so.");
        page.ShouldContain(">(was ALLIANCE RESTRICTED)</span> Noted.");
        page.ShouldContain("class=\"mark lapsed\"");
        page.ShouldContain("(was ALLIANCE CONFIDENTIAL)");
        page.ShouldNotContain("[[");
        page.ShouldNotContain("data-class=\"u\" title=\"EXERCISE · ALLIANCE UNCLASSIFIED\">(U)</span> Open.");
        (await Anna.GetAsync($"/dispatches/{id}"))["text"].ShouldBe(Text);
    }

    [Fact]
    public async Task both_persons_see_which_paragraphs_a_lower_label_opens_before_they_decide()
    {
        var id = await MarkedAsync();

        var reach = await ReachAsync(id, "RESTRICTED");
        var proposal = (await RelabelAsync(Anna, id, "RESTRICTED"))["id"];
        var facts = (await Bo.GetAsync($"/proposals/{proposal}"))["facts"]!;

        foreach (var seen in new[] { reach, facts })
        {
            seen.ShouldContain(
                "Paragraph 3 was marked ALLIANCE CONFIDENTIAL, which keeps out readers whom the new label lets in."
            );
            seen.ShouldNotContain("Paragraph 2 was marked");
        }
    }

    [Fact]
    public async Task who_makes_it_stricter_sees_that_the_markings_no_longer_count()
    {
        await ClearAsync("anna", "UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET");

        (await ReachAsync(await MarkedAsync(), "SECRET")).ShouldContain(
            "The markings of its paragraphs no longer count: all of it is EXERCISE · ALLIANCE SECRET."
        );
    }

    [Fact]
    public async Task who_gives_it_the_signed_label_again_sees_that_the_markings_count_again()
    {
        var id = await MarkedAsync();
        await ApproveAsync(Bo, (await RelabelAsync(Anna, id, "UNCLASSIFIED"))["id"]);

        (await ReachAsync(id, "CONFIDENTIAL")).ShouldContain("The markings of its paragraphs count again.");
    }

    [Fact]
    public async Task of_a_dispatch_without_markings_nothing_is_said()
    {
        var reach = await ReachAsync(await ReleasedAsync("RESTRICTED"), "UNCLASSIFIED");

        reach.ShouldContain("waits for a second person");
        reach.ShouldNotContain("marking");
    }

    private async Task<string> MarkedAsync()
    {
        var dispatch = Dispatch("UNCLASSIFIED", [Bo, Cleo]);
        dispatch["text"] = Text;
        var released = await Anna.PostAsync("/dispatches", dispatch);
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    private async Task<string> PageAsync(string path)
    {
        using var browser = await BrowserAsync();
        return await browser.TextAsync(path);
    }

    /// <summary>What the form says while a label is chosen.</summary>
    private async Task<string> ReachAsync(string id, string classification)
    {
        using var browser = await BrowserAsync();
        var form = await browser.FormAsync($"/dispatches/{id}", "relabel");
        var answer = await browser.PostAsync(
            $"/dispatches/{id}/reach",
            form.Filled(("Form.Classification", classification))
        );
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<Browser> BrowserAsync()
    {
        var browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        return browser;
    }
}
