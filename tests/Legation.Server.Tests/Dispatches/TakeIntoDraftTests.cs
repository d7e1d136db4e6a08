using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>The text of a file in a draft, by forms alone.</summary>
public sealed class TakeIntoDraftTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Browser browser = null!;
    private Officer anna = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        browser = node.Browse();
        anna = (await node.StaffAsync("anna"))[0];
        await browser.SignInAsync("anna", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task a_text_is_taken_behind_what_is_there_with_footnotes_of_its_own()
    {
        var draft = await DraftAsync("1. Typed.[^2]\n\n[^2]: Mine.");
        var file = new WordFile();
        file.Paragraph(WordFile.Words("Taken") + file.Note("Theirs.") + "<w:r><w:drawing/></w:r>");

        var answer = await UploadAsync(draft, "behind", "no\u202Etes.docx", file.ToBytes());

        answer.Headers.Location!.ToString().ShouldBe($"/dispatches/{draft}/edit#from-file");
        (await TextAsync(draft)).ShouldBe("1. Typed.[^2]\n\n[^2]: Mine.\n\nTaken[^3]\n\n[^3]: Theirs.");
        var page = await browser.TextAsync($"/dispatches/{draft}/edit");
        page.ShouldContain("The text of “notes.docx” was taken. Not taken over: 1 picture.");
    }

    [Fact]
    public async Task the_text_as_it_was_can_be_had_back_and_what_was_typed_since_too()
    {
        var draft = await DraftAsync("1. Typed.");
        await UploadAsync(draft, "in-place", "notes.docx", Words("Taken."));
        (await TextAsync(draft)).ShouldBe("Taken.");

        await ActAsync(draft, "Taken, and typed on.", "put-back");
        (await TextAsync(draft)).ShouldBe("1. Typed.");

        await ActAsync(draft, "1. Typed.", "put-back");
        (await TextAsync(draft)).ShouldBe("Taken, and typed on.");

        await ActAsync(draft, "Taken, and typed on.", "keep");
        (await browser.TextAsync($"/dispatches/{draft}/edit")).ShouldNotContain("notes.docx");
    }

    [Fact]
    public async Task a_second_text_behind_the_first_leaves_the_own_text_to_be_had_back()
    {
        var draft = await DraftAsync("1. Typed.");
        await UploadAsync(draft, "behind", "one.docx", Words("One."));
        await UploadAsync(draft, "behind", "two.docx", Words("Two."));
        (await TextAsync(draft)).ShouldBe("1. Typed.\n\nOne.\n\nTwo.");

        await ActAsync(draft, "1. Typed.\n\nOne.\n\nTwo.", "put-back");
        (await TextAsync(draft)).ShouldBe("1. Typed.");
        var answer = await UploadAsync(draft, "behind", "three.docx", Words("Three."));
        answer.Headers.Location!.ToString().ShouldEndWith("?problem=former-text-undecided");
        await ActAsync(draft, "1. Typed.", "put-back");
        (await TextAsync(draft)).ShouldBe("1. Typed.\n\nOne.\n\nTwo.");
    }

    [Fact]
    public async Task a_second_text_in_the_place_of_the_first_waits_until_its_author_has_decided()
    {
        var draft = await DraftAsync("1. Typed.");
        await UploadAsync(draft, "in-place", "one.docx", Words("One."));
        var again = await UploadAsync(draft, "in-place", "one.docx", Words("One."));
        again.Headers.Location!.ToString().ShouldEndWith("#from-file");

        var other = await UploadAsync(draft, "in-place", "two.docx", Words("Two."));
        (await browser.TextAsync(other.Headers.Location!.ToString())).ShouldContain("Decide on the page of the draft");
        (await TextAsync(draft)).ShouldBe("One.");
        await ActAsync(draft, "One.", "keep");
        await UploadAsync(draft, "in-place", "two.docx", Words("Two."));
        await ActAsync(draft, "Two.", "put-back");
        (await TextAsync(draft)).ShouldBe("One.");
    }

    [Fact]
    public async Task the_text_is_not_put_back_while_the_page_has_a_problem()
    {
        var draft = await DraftAsync("1. Typed.");
        await UploadAsync(draft, "in-place", "notes.docx", Words("Taken."));
        await browser.SubmitAsync(
            $"/dispatches/{draft}/edit",
            ("Form.Text", "Taken."),
            ("Form.Due", "tomorrow"),
            ("Form.Act", "put-back")
        );
        (await TextAsync(draft)).ShouldBe("Taken.");
    }

    [Fact]
    public async Task a_file_far_beyond_the_limit_is_refused_with_the_limit()
    {
        var draft = await DraftAsync("1. Typed.");
        var answer = await UploadAsync(draft, "in-place", "pictures.docx", new byte[40_000_000]);
        var page = await browser.TextAsync(answer.Headers.Location!.ToString());
        page.ShouldContain("The file has more than 32 MB.");
    }

    [Fact]
    public async Task the_first_act_of_the_form_which_enter_presses_saves_the_draft()
    {
        var draft = await DraftAsync("1. Typed.");
        var form = await browser.FormAsync($"/dispatches/{draft}/edit");
        form.Find("button")!.GetAttribute("value").ShouldBe("save");
    }

    [Fact]
    public async Task what_is_refused_changes_nothing_and_says_why()
    {
        var draft = await DraftAsync("1. Typed.");
        var answer = await UploadAsync(draft, "in-place", "picture.png", [0x89, 0, 1]);
        var page = await browser.TextAsync(answer.Headers.Location!.ToString());
        page.ShouldContain("This is neither a Word file (.docx) nor a page (.html).");
        (await TextAsync(draft)).ShouldBe("1. Typed.");
    }

    [Fact]
    public async Task a_form_without_its_token_takes_nothing()
    {
        var draft = await DraftAsync("1. Typed.");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Words("Taken.")), "File", "a.docx" } };
        var answer = await browser.PostAsync($"/dispatches/{draft}/take", form);
        answer.Headers.Location!.ToString().ShouldEndWith("?problem=page-out-of-date");
        (await TextAsync(draft)).ShouldBe("1. Typed.");
    }

    [Fact]
    public async Task nobody_takes_a_text_into_the_draft_of_another()
    {
        var draft = await DraftAsync("1. Typed.");
        await node.JoinAsync("bo", "anna", Legation.Records.Access.Duties.Write);
        using var other = node.Browse();
        await other.SignInAsync("bo", TestNode.Password);
        (await other.OpenAsync($"/dispatches/{draft}/text")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.OpenAsync($"/dispatches/{draft}/preview")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task the_act_saves_what_was_typed_and_asks_for_the_file()
    {
        var draft = await DraftAsync("1. Typed.");
        var answer = await ActAsync(draft, "1. Typed on.", "take");
        answer.Headers.Location!.ToString().ShouldEndWith($"/dispatches/{draft}/text");
        (await TextAsync(draft)).ShouldBe("1. Typed on.");
        var form = await browser.FormAsync($"/dispatches/{draft}/text");
        form.Find("[value='behind']:checked").ShouldNotBeNull();
    }

    [Fact]
    public async Task a_preview_shows_the_draft_as_a_cable()
    {
        var draft = await DraftAsync("1. Typed **so**.");
        var answer = await ActAsync(draft, "1. Typed **so**.", "preview");
        var page = await browser.TextAsync(answer.Headers.Location!.PathAndQuery());
        page.ShouldContain("<strong>so</strong>");
        (await browser.TextAsync($"/dispatches/{draft}/edit")).ShouldNotContain("<strong>so</strong>");
        (await browser.TextAsync($"/dispatches/{draft}/preview")).ShouldContain("<strong>so</strong>");
    }

    private static byte[] Words(string text) => new WordFile().Paragraph(WordFile.Words(text)).ToBytes();

    private async Task<string> DraftAsync(string text) =>
        (await anna.PostAsync("/dispatches", new { subject = "Taken", text }))["id"]!;

    private async Task<string> TextAsync(string draft) => (await anna.GetAsync($"/dispatches/{draft}"))["text"]!;

    private Task<HttpResponseMessage> ActAsync(string draft, string text, string act) =>
        browser.SubmitAsync($"/dispatches/{draft}/edit", ("Form.Text", text), ("Form.Act", act));

    private async Task<HttpResponseMessage> UploadAsync(string draft, string where, string name, byte[] file)
    {
        var page = await browser.TextAsync($"/dispatches/{draft}/text");
        var token = page.Split("__RequestVerificationToken\" value=\"")[^1].Split('"')[0];
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(where), "Where" },
            { new ByteArrayContent(file), "File", name },
        };
        return await browser.PostAsync($"/dispatches/{draft}/take", form);
    }
}
