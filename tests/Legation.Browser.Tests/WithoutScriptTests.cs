namespace Legation.Browser.Tests;

[Collection<NetworkOfScreens>]
public sealed class WithoutScriptTests(Demonstration demonstration)
{
    private const string Subject = "Iron Bridge: written without script";

    [Fact]
    public async Task a_dispatch_is_written_put_right_and_released_without_script()
    {
        await using var seoul = await demonstration.ArriveAsync("a.dewit", script: false);
        await seoul.SignInAsync();
        var editor = new Editor(seoul);
        await editor.OpenAsync();
        await editor.WriteAsync(Subject, "1. Plain forms do.");
        await seoul.PressAsync("Release …");
        await Expect(seoul.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name at least one addressee.");
        await Expect(seoul.Page.Locator("[name='Form.Text']")).ToHaveValueAsync("1. Plain forms do.");
        await editor.ForActionAsync("Cyber threats desk");
        await editor.ForInformationAsync("Director, cyber cooperation");
        await editor.LabelAsync("UNCLASSIFIED", "Republic of Korea");
        (await editor.ReleaseAsync()).ShouldStartWith("SEL-");
        await Expect(seoul.Page.Locator(".distribution")).ToContainTextAsync("Director, cyber cooperation");
    }
}
