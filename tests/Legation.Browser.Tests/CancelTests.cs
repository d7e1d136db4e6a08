namespace Legation.Browser.Tests;

/// <summary>What went out wrong is corrected, and then cancelled.</summary>
[Collection<NetworkOfWork>]
public sealed class CancelTests(Demonstration demonstration)
{
    private const string Subject = "Keys of the annexe";

    [Fact]
    public async Task a_corrected_copy_takes_the_place_of_a_dispatch_and_is_cancelled_in_its_turn()
    {
        var author = await demonstration.AtDeskAsync("m.sorensen");
        var page = author.Page;
        var editor = new Editor(author);
        await editor.OpenAsync();
        await editor.WriteAsync(Subject, "1. There are four keys.\n\n2. They are numbered.");
        await editor.ForInformationAsync("Headquarters, Registry");
        await editor.LabelAsync("UNCLASSIFIED");
        await editor.ReleaseAsync();

        await FollowAsync(author, "Send a corrected copy …");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Write a corrected copy");
        await page.Locator("[name='Form.Text']").FillAsync("1. There are five keys.\n\n2. They are numbered.");
        await page.GetByLabel("What was wrong").FillAsync("One was in the drawer.");
        await ScreenTests.LookAtAsync(author, "correcting");
        var number = await editor.ReleaseAsync();
        await Expect(page.Locator(".cable .head")).ToContainTextAsync("CORRECTS");
        await page.GetByText("What was corrected in the text").ClickAsync();
        await Expect(page.Locator("ins")).ToContainTextAsync("five keys");
        await ScreenTests.LookAtAsync(author, "corrected-copy");

        var registry = await demonstration.AtDeskAsync("i.oliveira");
        await registry.AwaitAsync(
            "/dispatches?box=inbox",
            registry.Rows.Filter(new() { HasText = Subject }).GetByText("superseded")
        );
        await registry
            .Rows.Filter(new() { HasText = "superseded" })
            .GetByRole(AriaRole.Link, new() { Name = Subject })
            .ClickAsync();
        await Expect(registry.Page.Locator(".stamp")).ToHaveTextAsync($"SUPERSEDED BY {number}");
        await ScreenTests.LookAtAsync(registry, "superseded");

        await FollowAsync(author, "Cancel it …");
        await Expect(page.Locator("aside")).ToContainTextAsync("Registry");
        await page.GetByLabel("Why it is cancelled").FillAsync("The locks were changed.");
        await ScreenTests.LookAtAsync(author, "cancelling");
        await author.PressAsync("Cancel the dispatch");
        await Expect(page.Locator(".message.done")).ToContainTextAsync("Cancelled.");
        await Expect(page.Locator(".stamp")).ToHaveTextAsync("CANCELLED");
        await ScreenTests.LookAtAsync(author, "cancelled");
    }

    // A click while the page reloads itself, because its dispatch has reached somebody, would go nowhere.
    private static async Task FollowAsync(Officer officer, string link) =>
        await officer.OpenAsync(
            (await officer.Page.GetByRole(AriaRole.Link, new() { Name = link }).GetAttributeAsync("href"))!
        );
}
