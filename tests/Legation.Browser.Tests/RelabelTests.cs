namespace Legation.Browser.Tests;

/// <summary>A dispatch is marked lower: one person asks, another approves, and headquarters sees it.</summary>
[Collection<NetworkOfWork>]
public sealed class RelabelTests(Demonstration demonstration)
{
    private const string Subject = "Opening hours of the consular section";

    [Fact]
    public async Task one_person_asks_for_a_lower_label_and_another_gives_it()
    {
        var author = await demonstration.AtDeskAsync("m.sorensen");
        var page = author.Page;
        var editor = new Editor(author);
        await editor.OpenAsync();
        await editor.WriteAsync(Subject, "1. From 9 to 12.");
        await editor.ForInformationAsync("Headquarters, Registry");
        await editor.LabelAsync("RESTRICTED");
        await editor.ReleaseAsync();

        await page.GetByText("Relabel …").ClickAsync();
        var form = page.Locator("details.act", new() { HasText = "Relabel …" });
        await form.GetByRole(AriaRole.Radio, new() { Name = "UNCLASSIFIED", Exact = true }).CheckAsync();
        await Expect(page.Locator("#reach")).ToContainTextAsync("waits for a second person");
        await form.GetByLabel("Why").FillAsync("They are on the door.");
        await ScreenTests.LookAtAsync(author, "relabel");
        await author.PressAsync("Relabel");
        await Expect(page.Locator(".message")).ToContainTextAsync("It waits for a releaser now.");

        var second = await demonstration.AtDeskAsync("r.castellan");
        await second.OpenAsync("/dispatches/proposals");
        await second.Page.GetByRole(AriaRole.Link, new() { Name = Subject }).ClickAsync();
        await ScreenTests.LookAtAsync(second, "relabel-proposal");
        await second.PressAsync("Approve and relabel");
        await Expect(second.Page.Locator(".message.done")).ToBeVisibleAsync();
        await Expect(second.Page.Locator(".track")).ToContainTextAsync("Relabelled by Mette Sørensen");
        await Expect(second.Page.Locator(".track")).ToContainTextAsync("approved by Rosalind Castellan");
        await ScreenTests.LookAtAsync(second, "relabelled");

        var registry = await demonstration.AtDeskAsync("i.oliveira");
        await registry.OpenDispatchAsync("inbox", Subject);
        await Expect(registry.Page.Locator(".banner").First).ToContainTextAsync("UNCLASSIFIED");
    }
}
