using System.Net;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Paragraphs that carry a marking of their own.</summary>
public sealed class PortionMarkingTests : IAsyncLifetime
{
    private const string Cleared =
        """{"policy":"LEGATION-DEMO","classifications":["UNCLASSIFIED","RESTRICTED"],"categories":{"releasableTo":["ALLIANCE"]}}""";

    private TestNode node = null!;
    private Browser browser = null!;
    private Officer anna = null!;
    private Officer bo = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        browser = node.Browse();
        if (await node.StaffAsync("anna", "bo") is [var first, var second])
            (anna, bo) = (first, second);
        await node.Get<AccountRegister>().SetClearanceAsync("anna", Cleared, "officer");
        await browser.SignInAsync("anna", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task the_dispatch_has_the_label_of_all_its_paragraphs_together()
    {
        var released = await ReleaseAsync("1. Open.\n\n2. [[ALLIANCE RESTRICTED]] Not so open.");

        var read = await anna.GetAsync($"/dispatches/{released["id"]}");
        Classification(read).ShouldBe("RESTRICTED");
        (await bo.GetAsync($"/dispatches/{released["id"]}")).Status.ShouldBe(HttpStatusCode.NotFound);
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
        (await anna.GetAsync("/dispatches?box=sent")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
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
        Classification(await anna.GetAsync($"/dispatches/{released["id"]}")).ShouldBe("UNCLASSIFIED");
        (await browser.TextAsync($"/dispatches/{released["id"]}")).ShouldNotContain(">(U)<");
    }

    [Fact]
    public async Task the_cable_shows_the_mark_of_every_paragraph_in_letters()
    {
        var released = await ReleaseAsync(
            "## Talks\n\n1. Open.[^1]\n\n2. [[restricted // rel to kor]] Not so.\n\n[^1]: Noted."
        );

        var page = await browser.TextAsync($"/dispatches/{released["id"]}");

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

        Signs(await browser.TextAsync($"/dispatches/{released["id"]}")).ShouldBe(["(U · KOR)", "(R)"]);
    }

    [Fact]
    public async Task a_text_that_nests_too_deeply_is_shown_as_written_kept_and_not_released()
    {
        var text = string.Concat(Enumerable.Repeat("> ", 5_000)) + "Deep.";
        var edit = await DraftAsync(text);

        var page = await browser.OpenAsync(edit);
        var refused = await anna.PostAsync("/dispatches", Dispatch(text, "UNCLASSIFIED", release: true));

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TextOfAsync(edit)).ShouldBe(text);
        refused["code"].ShouldBe("too-deep", refused.Body.ToString());
    }

    [Fact]
    public async Task that_a_marking_was_taken_is_confirmed_to_the_script_that_keeps_a_copy()
    {
        var edit = await DraftAsync("1. Open.\n\n2. Not so.");

        var marked = await browser.SubmitAsync(
            edit,
            ("Form.Portion", await KeyAsync(edit, "Paragraph 2")),
            ("Form.PortionClassification", "RESTRICTED"),
            ("Form.PortionTags", "releasableTo=ALLIANCE"),
            ("Form.Act", "mark"),
            ("_copy", "legation.kept:here")
        );

        marked.Headers.Location!.OriginalString.ShouldEndWith("#marking&taken=legation.kept%3Ahere");
    }

    [Fact]
    public async Task all_markings_that_cannot_stand_are_named_at_once()
    {
        var edit = await DraftAsync("1. [[RESTRCTED]] Not so.\n\n2. Open.\n\n3. [[SECRT]] Nor this.");

        var page = await browser.TextAsync(edit.Replace("/edit", "/release", StringComparison.Ordinal));

        page.ShouldContain("Paragraph 1 begins with");
        page.ShouldContain("Paragraph 3 begins with");
    }

    [Fact]
    public async Task a_paragraph_for_a_partner_alone_says_that_the_alliance_has_it_not()
    {
        var edit = await DraftAsync("1. Open.\n\n2. Theirs.");

        await browser.SubmitAsync(
            edit,
            ("Form.Portion", await KeyAsync(edit, "Paragraph 2")),
            ("Form.PortionClassification", "UNCLASSIFIED"),
            ("Form.PortionTags", "releasableTo=KOR"),
            ("Form.Act", "mark")
        );

        (await TextOfAsync(edit)).ShouldContain("2. [[ALLIANCE UNCLASSIFIED // REL TO KOR, NOT ALLIANCE]] Theirs.");
    }

    [Fact]
    public async Task an_author_marks_a_paragraph_and_takes_the_marking_off_without_writing_it()
    {
        var edit = await DraftAsync("1. Open.\n\n2. Not so.");

        await browser.SubmitAsync(
            edit,
            ("Form.Portion", await KeyAsync(edit, "Paragraph 2")),
            ("Form.PortionClassification", "RESTRICTED"),
            ("Form.PortionTags", "releasableTo=ALLIANCE"),
            ("Form.Act", "mark")
        );

        (await TextOfAsync(edit)).ShouldBe("1. Open.\n\n2. [[ALLIANCE RESTRICTED]] Not so.");
        await browser.SubmitAsync(edit, ("Form.Portion", await KeyAsync(edit, "Paragraph 2")), ("Form.Act", "unmark"));
        (await TextOfAsync(edit)).ShouldBe("1. Open.\n\n2. Not so.");
    }

    [Theory]
    [InlineData("mark")]
    [InlineData("unmark")]
    [InlineData("save")]
    [InlineData("release")]
    public async Task what_was_typed_stays_when_the_draft_was_changed_elsewhere(string act)
    {
        var edit = await DraftAsync("1. Ours.\n\n2. [[RESTRICTED]] Theirs.");
        var form = await browser.FormAsync(edit);
        var key = await KeyAsync(edit, "Paragraph 2");
        await browser.SubmitAsync(edit, ("Form.Text", "1. Changed elsewhere."), ("Form.Act", "save"));

        var answer = await browser.PostAsync(
            edit,
            form.Filled(
                ("Form.Text", "1. Ours.\n\n2. [[RESTRICTED]] Theirs.\n\n3. Typed since."),
                ("Form.Portion", key),
                ("Form.PortionClassification", "CONFIDENTIAL"),
                ("Form.Act", act)
            )
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("this draft was changed in another window");
        page.ShouldContain("3. Typed since.");
        page.ShouldContain("[[RESTRICTED]] Theirs.");
        (await browser.TextAsync(edit)).ShouldContain("1. Changed elsewhere.");
    }

    [Fact]
    public async Task no_paragraph_is_marked_that_moved_into_the_place_of_another()
    {
        var edit = await DraftAsync("1. Open.\n\n2. Not so.");
        var key = await KeyAsync(edit, "Paragraph 2");

        var answer = await browser.SubmitAsync(
            edit,
            ("Form.Text", "1. Open.\n\n2. Between.\n\n3. Not so."),
            ("Form.Portion", key),
            ("Form.PortionClassification", "RESTRICTED"),
            ("Form.Act", "mark")
        );

        (await answer.Content.ReadAsStringAsync()).ShouldContain("Choose the paragraph again.");
        (await TextOfAsync(edit)).ShouldBe("1. Open.\n\n2. Between.\n\n3. Not so.");
    }

    [Theory]
    [InlineData("RESTRICTED", "handling=CODEWORD AMBER KITE", "No marking says just this")]
    [InlineData("", "releasableTo=ALLIANCE", "Choose the classification of the paragraph.")]
    public async Task what_no_marking_says_is_not_written(string classification, string tag, string rule)
    {
        var edit = await DraftAsync("1. Open.\n\n2. Not so.");

        var answer = await browser.SubmitAsync(
            edit,
            ("Form.Portion", await KeyAsync(edit, "Paragraph 2")),
            ("Form.PortionClassification", classification),
            ("Form.PortionTags", tag),
            ("Form.Act", "mark")
        );

        (await answer.Content.ReadAsStringAsync()).ShouldContain(rule);
        (await TextOfAsync(edit)).ShouldBe("1. Open.\n\n2. Not so.");
    }

    [Fact]
    public async Task the_page_of_a_draft_is_marked_as_high_as_its_highest_paragraph()
    {
        var edit = await DraftAsync("1. Open.\n\n2. [[RESTRICTED]] Not so.");

        (await browser.TextAsync(edit)).ShouldContain("EXERCISE · ALLIANCE RESTRICTED</div>");
    }

    [Fact]
    public async Task a_new_dispatch_from_a_marked_one_begins_with_the_lower_label()
    {
        var released = await ReleaseAsync("1. Open.\n\n2. [[RESTRICTED]] Not so.");

        var page = (await browser.OpenAsync($"/dispatches/new?from={released["id"]}")).Headers.Location!.PathAndQuery();

        (await browser.FormAsync(page))
            .Find("[name='Form.Classification'][value='UNCLASSIFIED']:checked")
            .ShouldNotBeNull();
    }

    private Task<Answered> ReleaseAsync(string text, string classification = "UNCLASSIFIED") =>
        anna.PostAsync("/dispatches", Dispatch(text, classification, release: true));

    private async Task<string> DraftAsync(string text) =>
        $"/dispatches/{(await anna.PostAsync("/dispatches", Dispatch(text, "UNCLASSIFIED", release: false)))["id"]}/edit";

    private object Dispatch(string text, string classification, bool release) =>
        new
        {
            subject = "Berthing fees",
            text,
            action = new[] { bo.Post.ToString() },
            label = new
            {
                policy = "LEGATION-DEMO",
                classification,
                categories = new { releasableTo = new[] { "ALLIANCE", "KOR" } },
            },
            release,
        };

    private async Task<string> KeyAsync(string edit, string paragraph)
    {
        var page = await browser.TextAsync(edit);
        var at = page.IndexOf($"<b>{paragraph}</b>", StringComparison.Ordinal);
        return page[..at].Split("name=\"Form.Portion\" value=\"")[^1].Split('"')[0];
    }

    private async Task<string> TextOfAsync(string edit) =>
        (await anna.GetAsync($"/dispatches/{edit.Split('/')[2]}"))["text"]!.ReplaceLineEndings("\n");

    private static List<string> Signs(string page) =>
        [
            .. page.Split("class=\"prose\">")[1]
                .Split("<span class=\"mark\"")
                .Skip(1)
                .Select(part => WebUtility.HtmlDecode(part.Split('>', 2)[1].Split("</span>")[0])),
        ];

    private static string? Classification(Answered read) =>
        read.Body.GetProperty("label").GetProperty("classification").GetString();
}
