using System.Net.Http.Json;

namespace Legation.Browser.Tests;

[Collection<NetworkOfWork>]
public sealed class StandingTests(Demonstration demonstration)
{
    private const string Subject = "Copper Lantern: the airport has closed";

    [Fact]
    public async Task flash_goes_on_under_standing_authority_until_it_is_ended_and_is_cleared_afterwards()
    {
        await using var office = await demonstration.ArriveAsync("m.sorensen");
        await office.SignInAsync();
        await office.OpenAsync("/dispatches?box=to-clear");
        await office.Page.GetByRole(AriaRole.Link, new() { Name = "Standing authority" }).ClickAsync();
        await Expect(office.Page.Locator("main")).ToContainTextAsync("Nothing goes on unread.");
        await Screen.KeepAsync(office.Page, "standing-none");
        await GiveByKeyboardAsync(office);
        await Expect(office.Page.Locator("main")).ToContainTextAsync("Given.");
        await Screen.KeepAsync(office.Page, "standing-given");
        using var seoul = demonstration.Call("a.dewit");
        await FlashAsync(seoul);

        await using var headquarters = await demonstration.ArriveAsync("l.marchand");
        await headquarters.SignInAsync();
        await headquarters.OpenDispatchAsync("inbox", Subject);
        await Expect(headquarters.Page.Locator("main")).ToContainTextAsync("Clearance to follow");
        await Screen.KeepAsync(headquarters.Page, "standing-headquarters");
        await office.OpenDispatchAsync("to-clear", Subject);
        await Screen.KeepAsync(office.Page, "standing-to-clear");
        await office.PressAsync("Clear what has gone on");
        await Expect(office.Page.Locator("main")).ToContainTextAsync("Cleared. It had gone on before.");
        await Screen.KeepAsync(office.Page, "standing-cleared");

        await office.OpenAsync("/dispatches/standing");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "End now" }).PressAsync("Enter");
        await Screen.KeepAsync(office.Page, "standing-end");
        await office.Page.Locator("#confirm [data-confirm-yes]").ClickAsync();
        await Expect(office.Page.Locator("main")).ToContainTextAsync("Nothing goes on unread.");
        office.Complaints.ShouldBeEmpty();
    }

    private static async Task GiveByKeyboardAsync(Officer office)
    {
        var sender = office.Page.GetByLabel("Over what is sent by");
        var post = sender.Locator("option", new() { HasTextString = "Representative, political section" }).First;
        await sender.SelectOptionAsync((await post.GetAttributeAsync("value"))!);
        await office.Page.GetByLabel("It goes on unread").PressAsync("Space");
        await office.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task FlashAsync(HttpClient seoul)
    {
        var written = await Releases.WriteAsync(
            seoul,
            Subject,
            "1. No flights.",
            "Asia-Pacific desk",
            "RESTRICTED",
            true
        );
        var flash = System.Text.Json.JsonSerializer.SerializeToNode(written)!.AsObject();
        flash["precedence"] = "flash";
        (await seoul.PostAsJsonAsync("api/v1/dispatches", flash)).EnsureSuccessStatusCode();
    }
}
