namespace Legation.Browser.Tests;

/// <summary>What becomes of a proposal that is not approved: its author takes it back, or it comes back to him.</summary>
[Collection<NetworkOfWork>]
public sealed class ProposalTests(Demonstration demonstration)
{
    [Fact]
    public async Task its_author_takes_a_proposal_back_once_he_has_confirmed_it()
    {
        const string subject = "Opening hours of the library";
        var author = await demonstration.AtDeskAsync("m.sorensen");
        var page = author.Page;
        await ProposeAsync(author, subject);
        await page.GetByRole(AriaRole.Link, new() { Name = subject }).ClickAsync();

        await author.PressAsync("Withdraw");
        await ScreenTests.LookAtAsync(author, "withdraw-asked");
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Go back" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync($"To release: {subject}");
        await author.PressAsync("Withdraw");
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();

        await Expect(page.Locator(".message")).ToContainTextAsync("Withdrawn.");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = subject })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task what_comes_back_is_changed_in_the_form_from_which_it_went()
    {
        const string subject = "Opening hours of the archive";
        var author = await demonstration.AtDeskAsync("m.sorensen");
        var page = author.Page;
        await ProposeAsync(author, subject);
        var second = await demonstration.AtDeskAsync("r.castellan");
        await second.OpenAsync("/dispatches/proposals");
        await second.Page.GetByRole(AriaRole.Link, new() { Name = subject }).ClickAsync();
        await second.Page.GetByText("Return to its author …").ClickAsync();
        await second.Page.GetByLabel("What is to be changed").FillAsync("Say until when.");
        await second.PressAsync("Return");

        await author.OpenAsync("/dispatches/proposals");
        await page.GetByRole(AriaRole.Link, new() { Name = subject }).ClickAsync();
        await ScreenTests.LookAtAsync(author, "proposal-returned");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change it …" }).ClickAsync();

        var form = page.Locator("details.act[open]", new() { HasText = "Relabel …" });
        await Expect(form).ToContainTextAsync("Say until when.");
        await Expect(form.GetByRole(AriaRole.Radio, new() { Name = "UNCLASSIFIED", Exact = true })).ToBeCheckedAsync();
        await Expect(form.GetByLabel("Why")).ToHaveValueAsync("They are on the door.");
        await ScreenTests.LookAtAsync(author, "relabel-again");
    }

    private static async Task ProposeAsync(Officer author, string subject)
    {
        var page = author.Page;
        var editor = new Editor(author);
        await editor.OpenAsync();
        await editor.WriteAsync(subject, "1. From 9 to 12.");
        await editor.ForInformationAsync("Headquarters, Registry");
        await editor.LabelAsync("RESTRICTED");
        await editor.ReleaseAsync();
        await page.GetByText("Relabel …").ClickAsync();
        var form = page.Locator("details.act", new() { HasText = "Relabel …" });
        await form.GetByRole(AriaRole.Radio, new() { Name = "UNCLASSIFIED", Exact = true }).CheckAsync();
        await form.GetByLabel("Why").FillAsync("They are on the door.");
        await author.PressAsync("Relabel");
        await Expect(page.Locator(".message")).ToContainTextAsync("It waits for a releaser now.");
    }
}
