namespace Legation.Browser.Tests;

[Collection<NetworkOfWork>]
public sealed class RevisionTests(Demonstration demonstration)
{
    private const string Subject = "Amber Ferry: who signs";
    private const string Reasons = "Name the signatory in paragraph 1.";

    [Fact]
    public async Task what_tokyo_returns_is_revised_in_seoul_and_cleared_in_its_new_version()
    {
        var seoul = await demonstration.AtDeskAsync("a.dewit");
        var number = await ReleaseAsync(seoul);
        var tokyo = await demonstration.AtDeskAsync("m.sorensen");
        await ReturnAsync(tokyo);
        await ReviseAsync(seoul, number);
        await tokyo.OpenDispatchAsync("to-clear", Subject);
        await Expect(tokyo.Page.Locator(".cable")).ToContainTextAsync("The vice-minister signs.");
        await tokyo.PressAsync("Clear and release to Headquarters");
        var desk = await demonstration.AtDeskAsync("l.marchand");
        await desk.OpenDispatchAsync("inbox", Subject);
        await Expect(desk.Page.Locator(".cable")).ToContainTextAsync("The vice-minister signs.");
        await Expect(desk.Page.Locator("main")).Not.ToContainTextAsync(Reasons);
    }

    private static async Task<string> ReleaseAsync(Officer seoul)
    {
        var editor = new Editor(seoul);
        await editor.OpenAsync();
        await editor.ForActionAsync("Asia-Pacific desk");
        await editor.WriteAsync(Subject, "1. Somebody signs.");
        await editor.LabelAsync("RESTRICTED");
        return await editor.ReleaseAsync();
    }

    private static async Task ReturnAsync(Officer tokyo)
    {
        await tokyo.OpenDispatchAsync("to-clear", Subject);
        await tokyo.Page.GetByText("Return for revision …").ClickAsync();
        await tokyo.Page.GetByLabel("What is to be revised").FillAsync(Reasons);
        await tokyo.PressAsync("Return to the author");
        await Expect(tokyo.Page.Locator(".message.done")).ToContainTextAsync("Returned to its author");
    }

    private static async Task ReviseAsync(Officer seoul, string number)
    {
        await seoul.OpenDispatchAsync("sent", Subject);
        await seoul.AwaitAsync(seoul.Page.Url, seoul.Page.Locator(".note").GetByText(Reasons));
        await Screen.KeepAsync(seoul.Page, "returned");
        var dispatch = seoul.Page.Url;
        await seoul.OpenAsync(new Uri(dispatch).AbsolutePath + "/discard");
        await Expect(seoul.Page.Locator("h1")).ToHaveTextAsync("There is nothing here");
        await seoul.OpenAsync(dispatch);
        await seoul.Page.GetByRole(AriaRole.Link, new() { Name = "Revise …" }).ClickAsync();
        await Expect(seoul.Page.Locator("h1")).ToHaveTextAsync("Revise a dispatch");
        var editor = new Editor(seoul);
        await editor.WriteAsync(Subject, "1. The vice-minister signs.");
        (await editor.ReleaseAsync()).ShouldBe(number);
    }
}
