using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Legation.Browser.Tests;

/// <summary>A draft on which its author, a co-author and a commentator work.</summary>
[Collection<NetworkOfWork>]
public sealed class TogetherTests(Demonstration demonstration)
{
    private const string Text = "1. The fees rise.\n\n2. The port asks for more.\n\n3. We advise to wait.";

    [Fact]
    public async Task three_work_on_a_draft_and_no_words_of_two_who_save_it_are_lost()
    {
        const string subject = "Quiet Pier: written by two";
        await using var author = await SignedInAsync("k.tanabe");
        await using var coAuthor = await SignedInAsync("r.castellan");
        await using var commentator = await SignedInAsync("m.sorensen");
        var id = await SharedAsync(author, subject);

        await commentator.OpenDispatchAsync("drafts", subject);
        await commentator.Page.GetByRole(AriaRole.Link, new() { Name = "Comment on Paragraph 2" }).ClickAsync();
        await commentator.Page.GetByLabel("Remark").FillAsync("By how much?");
        await commentator.PressAsync("Say it");
        await Expect(commentator.Page.Locator(".said")).ToContainTextAsync("By how much?");
        await IsForAllAsync(commentator.Page);

        await coAuthor.OpenAsync($"/dispatches/{id}/write");
        await author.OpenAsync($"/dispatches/{id}/edit");
        await Expect(author.Page.Locator("#company")).ToContainTextAsync("By how much?");
        await author.Page.Locator("[name='Form.Text']").FillAsync(Text.Replace("rise.", "rise by a tenth."));
        await author.PressAsync("Save draft");
        await Expect(author.Page.Locator("[name='Form.Text']"))
            .ToHaveValueAsync(Text.Replace("rise.", "rise by a tenth."));

        await coAuthor.Page.Locator("[name='Form.Text']").FillAsync(Text.Replace("to wait.", "to pay."));
        await coAuthor.PressAsync("Save draft");
        await Expect(coAuthor.Page.Locator(".merge")).ToContainTextAsync("The fees rise by a tenth.");
        await Expect(coAuthor.Page.Locator(".merge")).ToContainTextAsync("We advise to pay.");
        await IsForAllAsync(coAuthor.Page);
        await coAuthor.PressAsync("Save them merged");
        await Expect(coAuthor.Page.Locator("[name='Form.Text']"))
            .ToHaveValueAsync("1. The fees rise by a tenth.\n\n2. The port asks for more.\n\n3. We advise to pay.");

        await Expect(commentator.Page.Locator(".together"))
            .ToContainTextAsync("We advise to pay.", new() { Timeout = 30_000 });
        commentator.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task other_words_are_proposed_and_accepted_without_script()
    {
        const string subject = "Quiet Pier: shorter";
        await using var author = await SignedInAsync("k.tanabe", script: false);
        await using var commentator = await SignedInAsync("m.sorensen", script: false);
        var id = await SharedAsync(author, subject);

        await commentator.OpenDispatchAsync("drafts", subject);
        await commentator.Page.GetByRole(AriaRole.Link, new() { Name = "Comment on Paragraph 3" }).ClickAsync();
        await commentator.Page.GetByLabel("Its words").FillAsync("Wait.");
        await commentator.PressAsync("Say it");
        await Expect(commentator.Page.Locator(".said ins")).ToHaveTextAsync("Wait.");

        await author.OpenAsync($"/dispatches/{id}/together");
        await author.PressAsync("Accept");
        await Expect(author.Page.Locator("#paragraph-3")).ToContainTextAsync("Wait.");
        await Expect(author.Page.Locator(".said")).ToContainTextAsync("accepted");
    }

    [Fact]
    public async Task what_was_proposed_is_declined_by_keyboard_alone()
    {
        await using var author = await SignedInAsync("k.tanabe");
        await using var commentator = await SignedInAsync("m.sorensen");
        var id = await SharedAsync(author, "Quiet Pier: by keyboard");
        await IsForAllAsync(author.Page);
        await commentator.OpenAsync($"/dispatches/{id}/together");
        await commentator.Page.GetByRole(AriaRole.Link, new() { Name = "Comment on Paragraph 1" }).FocusAsync();
        await commentator.Page.Keyboard.PressAsync("Enter");
        await ReachAsync(commentator.Page, "TEXTAREA");
        await commentator.Page.Keyboard.TypeAsync("Too long.");
        await commentator.Page.Keyboard.PressAsync("Tab");
        await commentator.Page.Keyboard.PressAsync("Control+A");
        await commentator.Page.Keyboard.TypeAsync("Fees rise.");
        await commentator.Page.Keyboard.PressAsync("Tab");
        await commentator.Page.Keyboard.PressAsync("Enter");
        await Expect(commentator.Page.Locator(".said ins")).ToHaveTextAsync("Fees rise.");

        await author.OpenAsync($"/dispatches/{id}/together");
        await author.Page.GetByLabel("A word to").FocusAsync();
        await author.Page.Keyboard.TypeAsync("It is short enough.");
        await author.Page.Keyboard.PressAsync("Tab");
        await author.Page.Keyboard.PressAsync("Tab");
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Page.Locator(".said")).ToContainTextAsync("declined");
        await Expect(author.Page.Locator(".said")).ToContainTextAsync("It is short enough.");
    }

    // A draft of the author that two colleagues work on; its id.
    private static async Task<string> SharedAsync(Officer author, string subject)
    {
        var editor = new Editor(author);
        await editor.OpenAsync();
        await editor.WriteAsync(subject, Text);
        await editor.LabelAsync("UNCLASSIFIED", "The alliance");
        await author.PressAsync("Save draft");
        await author.Page.GetByRole(AriaRole.Link, new() { Name = "Share …" }).ClickAsync();
        await author.PressAsync("As co-author: Rosalind Castellan");
        await Expect(author.Page.Locator("main")).ToContainTextAsync("co-author");
        await author.PressAsync("To comment: Mette Sørensen");
        await Expect(author.Page.Locator("main tbody")).ToContainTextAsync("commentator");
        return new Uri(author.Page.Url).AbsolutePath.Split('/')[2];
    }

    private async Task<Officer> SignedInAsync(string user, bool script = true)
    {
        var officer = await demonstration.ArriveAsync(user, script: script);
        await officer.SignInAsync();
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Today");
        return officer;
    }

    private static async Task IsForAllAsync(IPage page)
    {
        var rules = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] };
        (await page.RunAxe(new AxeRunOptions { RunOnly = rules })).Violations.Select(one => one.Help).ShouldBeEmpty();
    }

    private static async Task ReachAsync(IPage page, string tag)
    {
        await Expect(page.Locator("#say")).ToBeVisibleAsync();
        for (var i = 0; i < 60 && await page.EvaluateAsync<string>("document.activeElement.tagName") != tag; i++)
            await page.Keyboard.PressAsync("Tab");
    }
}
