namespace Legation.Browser.Tests;

[Collection<NetworkOfWork>]
public sealed class DraftTests(Demonstration demonstration)
{
    private const string Subject = "Willow Fence: typed in two windows";

    [Fact]
    public async Task typing_on_saves_again_and_a_second_window_does_not_overwrite_what_it_has_not_seen()
    {
        await using var seoul = await demonstration.ArriveAsync("t.herrera");
        await seoul.SignInAsync();
        await Expect(seoul.Page.Locator("h1")).ToHaveTextAsync("Today");
        await new Editor(seoul).OpenAsync();
        (await TypeAsync(seoul.Page, "1. One.")).ShouldBe(204);
        (await TypeAsync(seoul.Page, "1. One.\n\n2. Two.")).ShouldBe(204);
        var second = new Officer(seoul.Person, await seoul.Page.Context.NewPageAsync());
        await second.OpenDispatchAsync("drafts", Subject);
        await Expect(second.Page.Locator("[name='Form.Text']")).ToHaveValueAsync("1. One.\n\n2. Two.");
        (await TypeAsync(seoul.Page, "1. One.\n\n2. Three.")).ShouldBe(204);
        await second.Page.Locator("[name='Form.Text']").FillAsync("1. Nothing.");
        await second.PressAsync("Save draft");
        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed in another window");
        await second.OpenDispatchAsync("drafts", Subject);
        await Expect(second.Page.Locator("[name='Form.Text']")).ToHaveValueAsync("1. Nothing.");
        await Expect(second.Page.Locator("[data-autosave-state]")).ToContainTextAsync("saved elsewhere meanwhile");
        await seoul.OpenDispatchAsync("drafts", Subject);
        await Expect(seoul.Page.Locator("[name='Form.Text']")).ToHaveValueAsync("1. One.\n\n2. Three.");
    }

    private static async Task<int> TypeAsync(IPage page, string text)
    {
        var answer = await page.RunAndWaitForResponseAsync(
            async () =>
            {
                await page.Locator("[name='Form.Subject']").FillAsync(Subject);
                await page.Locator("[name='Form.Text']").FillAsync(text);
            },
            response => response.Url.Contains("/dispatches/drafts/", StringComparison.Ordinal)
        );
        await Expect(page.Locator("[data-autosave-state]")).ToContainTextAsync("Saved");
        return answer.Status;
    }
}
