namespace Legation.Browser.Tests;

/// <summary>A summary of two dispatches under a lower label than theirs: its author may not, two persons may.</summary>
[Collection<NetworkOfWork>]
public sealed class ReleaserTests(Demonstration demonstration)
{
    private const string Subject = "Summary for the registry";

    [Fact]
    public async Task what_the_program_does_not_let_an_author_release_a_second_person_releases()
    {
        var author = await demonstration.AtDeskAsync("a.dewit");
        var page = author.Page;
        await author.OpenAsync("/dispatches?box=sent&q=second+wave");
        await author.Rows.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await Screen.KeepAsync(page, "summary-ticked");
        await author.PressAsync("Summarise what is ticked …");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Made from" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "RESTRICTED", Exact = true })).ToBeCheckedAsync();
        await page.GetByLabel("Subject").FillAsync(Subject);
        var editor = new Editor(author);
        await editor.ForInformationAsync("Headquarters, Registry");
        await editor.LabelAsync("UNCLASSIFIED");
        await author.PressAsync("Release …");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("keeps out");
        await page.GetByLabel("Why it should be released so").FillAsync("Nothing of it is sensitive any more.");
        await ScreenTests.LookAtAsync(author, "needs-releaser");
        await author.PressAsync("Send to a releaser");
        await Expect(page.Locator(".message")).ToContainTextAsync("It waits for a releaser now.");
        await ScreenTests.LookAtAsync(author, "proposals-own");

        var releaser = await demonstration.AtDeskAsync("t.herrera");
        await releaser.OpenAsync("/");
        await releaser.Page.GetByRole(AriaRole.Link, new() { Name = $"Release: {Subject}" }).ClickAsync();
        await Expect(releaser.Page.Locator("h1")).ToHaveTextAsync($"To release: {Subject}");
        await ScreenTests.LookAtAsync(releaser, "proposal");
        await releaser.PressAsync("Approve and release");
        await Expect(releaser.Page.Locator(".message.done")).ToContainTextAsync("Approved. It is ");
        await Screen.KeepAsync(releaser.Page, "proposal-approved");

        var office = await demonstration.AtDeskAsync("m.sorensen");
        await office.OpenDispatchAsync("to-clear", Subject);
        await Expect(office.Page.Locator(".cable")).ToContainTextAsync("Anneke de Wit");
    }
}
