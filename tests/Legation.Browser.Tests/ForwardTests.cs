namespace Legation.Browser.Tests;

[Collection<NetworkOfWork>]
public sealed class ForwardTests(Demonstration demonstration)
{
    private const string Subject = "Premises: the owner's revised terms";

    [Fact]
    public async Task a_desk_forwards_a_dispatch_to_another_that_its_label_permits()
    {
        var desk = await demonstration.AtDeskAsync("l.marchand");
        await desk.OpenDispatchAsync("inbox", Subject);
        var page = desk.Page;
        await page.GetByText("Forward …").ClickAsync();
        var choice = page.GetByRole(AriaRole.Group, new() { Name = "To" });
        await choice.Locator("summary", new() { HasText = "Alliance Headquarters" }).ClickAsync();
        await choice.Locator("summary", new() { HasText = "Ministry of Foreign Affairs" }).ClickAsync();
        await Expect(choice.GetByLabel("Security officer, Cyber cooperation division")).ToBeDisabledAsync();
        await choice.GetByLabel("Cyber threats desk").CheckAsync();
        await page.GetByLabel("Remark").FillAsync("The locks concern you.");
        await Screen.KeepAsync(page, "forward");
        await desk.PressAsync("Forward");
        await Expect(page.Locator(".message")).ToContainTextAsync("Forwarded.");
        await Expect(page.Locator(".track")).ToContainTextAsync("Forwarded by Léa Marchand");
        await Screen.KeepAsync(page, "forwarded");

        var other = await demonstration.AtDeskAsync("j.lindqvist");
        await other.OpenDispatchAsync("inbox", Subject);
        await Expect(other.Page.Locator(".track")).ToContainTextAsync("The locks concern you.");
    }
}
