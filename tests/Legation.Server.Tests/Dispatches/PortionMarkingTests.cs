using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Paragraphs that carry a marking of their own.</summary>
public sealed class PortionMarkingTests : MarkedDrafts
{
    [Fact]
    public async Task the_dispatch_has_the_label_of_all_its_paragraphs_together()
    {
        var released = await ReleaseAsync("1. Open.\n\n2. [[ALLIANCE RESTRICTED]] Not so open.");

        var read = await Anna.GetAsync($"/dispatches/{released["id"]}");
        Classification(read).ShouldBe("RESTRICTED");
        (await Bo.GetAsync($"/dispatches/{released["id"]}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(
        "1. Open.\n\n2. [[ALLIANCE RESTRCTED]] Not so.",
        "Paragraph 2 begins with [[ALLIANCE RESTRCTED]]",
        "ALLIANCE RESTRICTED"
    )]
    [InlineData("1. Open.\n\n2. [[RESTRICTED // REL TO PRK]] Not so.", "Paragraph 2 begins with", "JPN, KOR, NZL")]
    [InlineData(
        "Open.\n\n[[RESTRCTED]] Not so.",
        "Paragraph 2 begins with",
        "If brackets are meant, write \\[[RESTRCTED]]"
    )]
    [InlineData(
        "EXERCISE\n\n1. Open.\n\n[[RESTRCTED]] Not so open.",
        "Paragraph “Not so open.” begins with [[RESTRCTED]]",
        "no classification"
    )]
    [InlineData("1. Open.\n\n2. [[SECRET]] Not so.", "You may not write under a label that you may not read", "")]
    [InlineData(
        "1. Open.\n\n2. [[UNCLASSIFIED // CODEWORD QUIET TIDE]] Not so.",
        "Paragraph 2",
        "may not stand with UNCLASSIFIED"
    )]
    [InlineData("1. Open.\n\n2. [[RESTRICTED]]", "Paragraph 2 is the marking", "without a text")]
    [InlineData(
        "1. Open.\n\n   - [[RESTRICTED]] Not so.",
        "Paragraph 1 has [[RESTRICTED]] inside",
        "beginning of a paragraph"
    )]
    [InlineData(
        "1. Open.\n\n   - [[RESTRCTED]] Not so.",
        "Paragraph 1 has [[RESTRCTED]] inside",
        "beginning of a paragraph"
    )]
    [InlineData(
        "1. Open, but [[RESTRICTED]] not so.",
        "Paragraph 1 has [[RESTRICTED]] inside",
        "write \\[[RESTRICTED]]"
    )]
    [InlineData("1. Open.\n\n2. ［［RESTRCTED］］ Wide brackets.", "Paragraph 2 begins with", "no classification")]
    public async Task a_marking_that_cannot_stand_is_refused_with_its_paragraph_and_the_rule(
        string text,
        string where,
        string rule
    )
    {
        var refused = await ReleaseAsync(text);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused["detail"]!.ShouldContain(where);
        refused["detail"]!.ShouldContain(rule);
        (await Anna.GetAsync("/dispatches?box=sent")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task no_paragraph_is_lower_than_its_dispatch()
    {
        var refused = await ReleaseAsync("1. Closed.\n\n2. [[UNCLASSIFIED]] Open.", "RESTRICTED");

        refused["detail"]!.ShouldContain(
            "Paragraph 2 is marked [[UNCLASSIFIED]], which lets in readers whom its dispatch"
        );
    }

    [Theory]
    [InlineData("1. As he wrote, [[sic]], it is open.")]
    [InlineData("[[A note]](https://example.org) is linked.")]
    [InlineData("\\[[sic]] Open.")]
    [InlineData("```\n[[SECRET]] in code\n```")]
    public async Task brackets_that_are_no_marking_are_brackets(string text)
    {
        var released = await ReleaseAsync(text);

        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        Classification(await Anna.GetAsync($"/dispatches/{released["id"]}")).ShouldBe("UNCLASSIFIED");
        (await Browser.TextAsync($"/dispatches/{released["id"]}")).ShouldNotContain(">(U)<");
    }

    [Fact]
    public async Task the_cable_shows_the_mark_of_every_paragraph_in_letters()
    {
        var released = await ReleaseAsync(
            "## Talks\n\n1. Open.[^1]\n\n2. [[restricted // rel to kor]] Not so.\n\n[^1]: Noted."
        );

        var page = await Browser.TextAsync($"/dispatches/{released["id"]}");

        Signs(page).ShouldBe(["(U · KOR)", "(U · KOR)", "(R · KOR)", "(U · KOR)"]);
        WebUtility
            .HtmlDecode(page)
            .ShouldContain("title=\"EXERCISE · ALLIANCE RESTRICTED // REL TO KOR\">(R · KOR)</span> Not so.");
        page.ShouldNotContain("[[");
    }

    [Fact]
    public async Task nothing_that_an_author_writes_passes_for_a_mark_of_the_page()
    {
        var released = await ReleaseAsync("1. \uE0000\uE001 [a](https://x/\uE0000\uE001)\n\n2. [[RESTRICTED]] Not so.");

        Signs(await Browser.TextAsync($"/dispatches/{released["id"]}")).ShouldBe(["(U · KOR)", "(R)"]);
    }

    [Fact]
    public async Task a_text_that_nests_too_deeply_is_shown_as_written_kept_and_not_released()
    {
        var text = string.Concat(Enumerable.Repeat("> ", 5_000)) + "Deep.";
        var edit = await DraftAsync(text);

        var page = await Browser.OpenAsync(edit);
        var refused = await Anna.PostAsync("/dispatches", Dispatch(text, "UNCLASSIFIED", release: true));

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TextOfAsync(edit)).ShouldBe(text);
        refused["code"].ShouldBe("too-deep", refused.Body.ToString());
    }
}
