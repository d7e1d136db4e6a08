using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>The editor marks paragraphs and says what of it cannot stand.</summary>
public sealed class PortionEditingTests : MarkedDrafts
{
    [Fact]
    public async Task that_a_marking_was_taken_is_confirmed_to_the_script_that_keeps_a_copy()
    {
        var edit = await DraftAsync("1. Open.\n\n2. Not so.");

        var marked = await Browser.SubmitAsync(
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

        var page = await Browser.TextAsync(edit.Replace("/edit", "/release", StringComparison.Ordinal));

        page.ShouldContain("Paragraph 1 begins with");
        page.ShouldContain("Paragraph 3 begins with");
    }

    [Fact]
    public async Task a_paragraph_for_a_partner_alone_says_that_the_alliance_has_it_not()
    {
        var edit = await DraftAsync("1. Open.\n\n2. Theirs.");

        await Browser.SubmitAsync(
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

        await Browser.SubmitAsync(
            edit,
            ("Form.Portion", await KeyAsync(edit, "Paragraph 2")),
            ("Form.PortionClassification", "RESTRICTED"),
            ("Form.PortionTags", "releasableTo=ALLIANCE"),
            ("Form.Act", "mark")
        );

        (await TextOfAsync(edit)).ShouldBe("1. Open.\n\n2. [[ALLIANCE RESTRICTED]] Not so.");
        await Browser.SubmitAsync(edit, ("Form.Portion", await KeyAsync(edit, "Paragraph 2")), ("Form.Act", "unmark"));
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
        var form = await Browser.FormAsync(edit);
        var key = await KeyAsync(edit, "Paragraph 2");
        await Browser.SubmitAsync(edit, ("Form.Text", "1. Changed elsewhere."), ("Form.Act", "save"));

        var answer = await Browser.PostAsync(
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
        (await Browser.TextAsync(edit)).ShouldContain("1. Changed elsewhere.");
    }

    [Fact]
    public async Task no_paragraph_is_marked_that_moved_into_the_place_of_another()
    {
        var edit = await DraftAsync("1. Open.\n\n2. Not so.");
        var key = await KeyAsync(edit, "Paragraph 2");

        var answer = await Browser.SubmitAsync(
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

        var answer = await Browser.SubmitAsync(
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

        (await Browser.TextAsync(edit)).ShouldContain("EXERCISE · ALLIANCE RESTRICTED</div>");
    }

    [Fact]
    public async Task a_new_dispatch_from_a_marked_one_begins_with_the_lower_label()
    {
        var released = await ReleaseAsync("1. Open.\n\n2. [[RESTRICTED]] Not so.");

        var page = (await Browser.OpenAsync($"/dispatches/new?from={released["id"]}")).Headers.Location!.PathAndQuery();

        (await Browser.FormAsync(page))
            .Find("[name='Form.Classification'][value='UNCLASSIFIED']:checked")
            .ShouldNotBeNull();
    }
}
