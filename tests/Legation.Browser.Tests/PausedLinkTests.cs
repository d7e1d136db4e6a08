namespace Legation.Browser.Tests;

[Collection<NetworkOfWork>]
public sealed class PausedLinkTests(Demonstration demonstration)
{
    private const string Subject = "Copper Lantern: rooms for the talks";

    [Fact]
    public async Task a_dispatch_released_while_the_link_is_paused_waits_in_sight_and_arrives_once()
    {
        var seoul = await demonstration.AtDeskAsync("a.dewit");
        await PauseAsync(seoul);
        await ReleaseAsync(seoul);
        var track = seoul.Page.Url;
        await Expect(seoul.Page.Locator(".track")).ToContainTextAsync("On its way to Liaison Office Tokyo");
        await Expect(seoul.Page.Locator(".track")).ToContainTextAsync("the link is paused");
        await seoul.OpenAsync("/communications");
        await Expect(seoul.Page.Locator("#links")).ToContainTextAsync("paused");
        await Expect(seoul.Page.Locator("#links")).ToContainTextAsync("1 waiting");
        await Screen.KeepAsync(seoul.Page, "communications-paused");
        await OpenLinkAsync(seoul);
        await Expect(seoul.Page.Locator("#link")).ToContainTextAsync("the link is paused");
        await Screen.KeepAsync(seoul.Page, "link-paused");
        await seoul.PressAsync("Resume");
        await seoul.AwaitAsync(track, seoul.Page.Locator(".track").GetByText("Reached Liaison Office Tokyo"));
        var tokyo = await demonstration.AtDeskAsync("m.sorensen");
        await tokyo.OpenDispatchAsync("to-clear", Subject);
        await tokyo.OpenAsync($"/dispatches?box=to-clear&q={Uri.EscapeDataString(Subject)}");
        await Expect(tokyo.Rows).ToHaveCountAsync(1);
    }

    private static async Task PauseAsync(Officer seoul)
    {
        await seoul.OpenAsync("/communications");
        await OpenLinkAsync(seoul);
        await seoul.PressAsync("Pause");
        await seoul.Page.Locator("#confirm [data-confirm-yes]").ClickAsync();
        await Expect(seoul.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
    }

    private static Task OpenLinkAsync(Officer seoul) =>
        seoul
            .Page.Locator("main table.links")
            .GetByRole(AriaRole.Link, new() { Name = "Liaison Office Tokyo" })
            .ClickAsync();

    private static async Task ReleaseAsync(Officer seoul)
    {
        var editor = new Editor(seoul);
        await editor.OpenAsync();
        await editor.ForActionAsync("Asia-Pacific desk");
        await editor.WriteAsync(Subject, "1. Two rooms are needed.");
        await editor.LabelAsync("RESTRICTED");
        await editor.ReleaseAsync();
    }
}
