using System.Text.RegularExpressions;

namespace Legation.Browser.Tests;

/// <summary>The text of a dispatch as it is written: pasted, dropped, shaped by words and keys.</summary>
[Collection<NetworkOfScreens>]
public sealed class WritingTests(Demonstration demonstration)
{
    private const string Word =
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>4.<span>&nbsp; </span></span>Fourth <b>point</b><a href='#_ftn1' name='_ftnref1'>[1]</a></p>"
        + "<table><tr><td>State<td>View<tr><td>One<td>For</table><img src='file:///c.png'>"
        + "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> A note.</p></div>";

    private const string Markdown =
        "4. Fourth **point**[^1]\n\n| State | View |\n| --- | --- |\n| One | For |\n\n[^1]: A note.";

    [Fact]
    public async Task what_is_pasted_from_word_keeps_its_form_and_is_taken_back_by_ctrl_z()
    {
        await using var seoul = await OpenAsync();
        var text = Text(seoul);
        await PasteAsync(text, Word, "4. Fourth point");
        await Expect(text).ToHaveValueAsync(Markdown);
        await Expect(seoul.Page.Locator("[data-text-said]")).ToHaveTextAsync("Not taken over: 1 picture.");
        await text.PressAsync("Control+z");
        await Expect(text).ToHaveValueAsync("4. Fourth point");
        await text.PressAsync("Control+z");
        await Expect(text).ToHaveValueAsync("");
    }

    [Fact]
    public async Task what_is_pasted_into_a_text_stands_where_the_cursor_was_and_its_footnotes_are_its_own()
    {
        await using var seoul = await OpenAsync();
        var text = Text(seoul);
        await text.FillAsync("Before.[^1]\n\n[^1]: Mine.");
        await text.EvaluateAsync("area => area.setSelectionRange(11, 11)");
        await PasteAsync(text, Word, "words");
        await Expect(text)
            .ToHaveValueAsync(
                "Before.[^1]\n\n" + Markdown.Replace("[^1]", "[^2]", StringComparison.Ordinal) + "\n\n[^1]: Mine."
            );
    }

    [Fact]
    public async Task words_without_form_are_pasted_as_they_are()
    {
        await using var seoul = await OpenAsync();
        var text = Text(seoul);
        (await PasteAsync(text, "<meta charset=utf-8><span>**so**</span>", "**so**")).ShouldBeFalse();
        await text.PressAsync("Control+Shift+V");
        (await PasteAsync(text, "", "**so**")).ShouldBeFalse();
    }

    [Fact]
    public async Task where_the_node_is_not_reached_the_words_are_there()
    {
        await using var seoul = await OpenAsync();
        await seoul.Page.RouteAsync("**/api/v1/text*", route => route.AbortAsync());
        var text = Text(seoul);
        await PasteAsync(text, Word, "4. Fourth point");
        await Expect(seoul.Page.Locator("[data-text-said]"))
            .ToHaveTextAsync("The words were pasted without their form: the node could not be reached");
        await Expect(text).ToHaveValueAsync("4. Fourth point");
    }

    [Fact]
    public async Task a_word_file_that_is_dropped_on_the_text_is_taken()
    {
        await using var seoul = await OpenAsync();
        var text = Text(seoul);
        var file = Convert.ToBase64String(
            new WordFile { Numbering = WordFile.List(0, ("decimal", "%1.")) + WordFile.Use(1, 0) }
                .Numbered(1, 0, "One")
                .Numbered(1, 0, "Two")
                .ToBytes()
        );
        await DropAsync(text, "notes.docx", file);
        await Expect(text).ToHaveValueAsync("1. One\n\n2. Two");
        await DropAsync(text, "picture.png", file);
        await Expect(seoul.Page.Locator("[data-text-said]")).ToContainTextAsync("Nothing was taken: only Word files");
    }

    [Fact]
    public async Task a_dropped_file_replaces_nothing_that_is_chosen_and_the_files_beside_it_are_named()
    {
        await using var seoul = await OpenAsync();
        var text = Text(seoul);
        await text.FillAsync("Before");
        var file = Convert.ToBase64String(new WordFile().Heading(1, "Taken").ToBytes());
        await text.EvaluateAsync("area => area.setSelectionRange(0, 6)");
        await DropAsync(text, "notes.docx", file, "more.docx", "picture.png");
        await Expect(text).ToHaveValueAsync("Before\n\n## Taken");
        await Expect(seoul.Page.Locator("[data-text-said]"))
            .ToHaveTextAsync("Not taken, for one file is taken at a time: more.docx, picture.png.");
    }

    [Fact]
    public async Task what_another_than_the_node_answers_is_not_called_a_line_that_is_down()
    {
        await using var seoul = await OpenAsync();
        await seoul.Page.RouteAsync(
            "**/api/v1/text*",
            route => route.FulfillAsync(new() { Status = 502, Body = "<p>Bad gateway" })
        );
        await PasteAsync(Text(seoul), Word, "4. Fourth point");
        await Expect(seoul.Page.Locator("[data-text-said]"))
            .ToHaveTextAsync("The words were pasted without their form: the node refused it (502)");
    }

    [Fact]
    public async Task words_and_keys_over_the_text_shape_it()
    {
        await using var seoul = await OpenAsync();
        var text = Text(seoul);
        await text.FillAsync("One two");
        await text.EvaluateAsync("area => area.setSelectionRange(4, 7)");
        await text.PressAsync("Control+b");
        await Expect(text).ToHaveValueAsync("One **two**");
        await text.PressAsync("Control+b");
        await Expect(text).ToHaveValueAsync("One two");
        await text.PressAsync("Control+i");
        await Expect(text).ToHaveValueAsync("One *two*");
        await text.PressAsync("Control+z");
        await Expect(text).ToHaveValueAsync("One two");
        await PressAsync(seoul, "Numbered");
        await Expect(text).ToHaveValueAsync("1. One two");
        await text.PressAsync("End");
        await text.PressSequentiallyAsync("\n\nThree");
        await PressAsync(seoul, "Numbered");
        await Expect(text).ToHaveValueAsync("1. One two\n\n2. Three");
        await PressAsync(seoul, "Footnote");
        await seoul.Page.Keyboard.TypeAsync("See below.");
        await Expect(text).ToHaveValueAsync("1. One two\n\n2. Three[^1]\n\n[^1]: See below.");
        await text.FillAsync("Title");
        await PressAsync(seoul, "Heading");
        await Expect(text).ToHaveValueAsync("## Title");
        await PressAsync(seoul, "Table");
        await Expect(text).ToHaveValueAsync("## Title\n\n| Heading | Heading |\n| --- | --- |\n| Cell | Cell |");
    }

    [Fact]
    public async Task a_preview_stands_below_the_text_and_the_page_holds_its_rules()
    {
        await using var seoul = await OpenAsync();
        await Text(seoul).FillAsync("1. Shown **so**.");
        await seoul.PressAsync("Preview");
        await Expect(seoul.Page.Locator("#preview .cable strong")).ToHaveTextAsync("so");
        await Expect(Text(seoul)).ToHaveValueAsync("1. Shown **so**.");
        seoul.Complaints.ShouldBeEmpty();
        await Screen.KeepAsync(seoul.Page, "preview");
    }

    [Fact]
    public async Task a_preview_has_what_was_typed_while_the_draft_was_being_saved()
    {
        await using var seoul = await OpenAsync();
        var (arrived, letGo) = (new TaskCompletionSource(), new TaskCompletionSource());
        await seoul.Page.RouteAsync(
            "**/dispatches/drafts/*",
            async route =>
            {
                arrived.TrySetResult();
                await letGo.Task;
                await route.ContinueAsync();
            }
        );
        await Text(seoul).FillAsync("1. First.");
        await arrived.Task;
        await Text(seoul).FillAsync("1. First and last.");
        await seoul.PressAsync("Preview");
        letGo.SetResult();
        await Expect(seoul.Page.Locator("#preview .cable")).ToContainTextAsync("First and last.");
    }

    [Fact]
    public async Task without_a_saving_there_is_no_preview_and_the_page_says_so()
    {
        await using var seoul = await OpenAsync();
        await seoul.Page.RouteAsync("**/dispatches/drafts/*", route => route.FulfillAsync(new() { Status = 409 }));
        await Text(seoul).FillAsync("1. Not saved.");
        await seoul.PressAsync("Preview");
        await Expect(seoul.Page.Locator("#preview")).ToContainTextAsync("what you typed could not be saved");
        await Expect(Text(seoul)).ToHaveValueAsync("1. Not saved.");
    }

    [Fact]
    public async Task enter_in_the_subject_saves_the_draft()
    {
        await using var seoul = await OpenAsync();
        await Text(seoul).FillAsync("1. Typed.");
        var subject = seoul.Page.Locator("[name='Form.Subject']");
        await subject.FillAsync("Typed and entered");
        await subject.PressAsync("Enter");
        await Expect(seoul.Page).ToHaveURLAsync(new Regex("/edit$"));
        await Expect(seoul.Page.Locator("#preview .cable")).ToHaveCountAsync(0);
        await Expect(subject).ToHaveValueAsync("Typed and entered");
    }

    [Fact]
    public async Task a_word_file_is_taken_without_script_and_given_back()
    {
        await using var seoul = await demonstration.ArriveAsync("a.dewit", script: false);
        await seoul.SignInAsync();
        await new Editor(seoul).OpenAsync();
        await Text(seoul).FillAsync("1. Typed.");
        await Expect(seoul.Page.Locator("[data-text-bar]")).ToBeHiddenAsync();
        await seoul.PressAsync("Take text from a Word file …");
        await seoul.Page.GetByLabel("In the place of what is there").CheckAsync();
        await seoul
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "notes.docx",
                    MimeType = "application/octet-stream",
                    Buffer = new WordFile().Heading(1, "Taken").ToBytes(),
                }
            );
        await seoul.PressAsync("Take the text");
        await Expect(Text(seoul)).ToHaveValueAsync("## Taken");
        await Expect(seoul.Page.Locator("#from-file")).ToContainTextAsync("The text of “notes.docx” was taken.");
        await seoul.PressAsync("Put the text back as it was");
        await Expect(Text(seoul)).ToHaveValueAsync("1. Typed.");
    }

    private static ILocator Text(Officer officer) => officer.Page.Locator("[name='Form.Text']");

    private static Task PressAsync(Officer officer, string word) =>
        officer.Page.Locator("[data-text-bar]").GetByRole(AriaRole.Button, new() { Name = word }).ClickAsync();

    private async Task<Officer> OpenAsync()
    {
        var seoul = await demonstration.ArriveAsync("t.herrera");
        await seoul.SignInAsync();
        await Expect(seoul.Page.Locator("h1")).ToHaveTextAsync("Today");
        await new Editor(seoul).OpenAsync();
        return seoul;
    }

    /// <summary>Whether the page took the paste upon itself.</summary>
    private static async Task<bool> PasteAsync(ILocator text, string html, string plain)
    {
        await text.FocusAsync();
        return await text.EvaluateAsync<bool>(
            """
            (area, [html, plain]) => {
              const clipboardData = new DataTransfer();
              if (html) clipboardData.setData("text/html", html);
              clipboardData.setData("text/plain", plain);
              return !area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
            }
            """,
            new[] { html, plain }
        );
    }

    private static async Task DropAsync(ILocator text, string name, string base64, params string[] others)
    {
        await text.FocusAsync();
        await text.EvaluateAsync(
            """
            (area, [base64, ...names]) => {
              const dataTransfer = new DataTransfer();
              for (const name of names)
                dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
              area.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
            }
            """,
            (string[])[base64, name, .. others]
        );
    }
}
