using System.Net;

namespace Legation.Browser.Tests;

/// <summary>A report about a ministry, of which the ministry gets the part that it may have.</summary>
[Collection<NetworkOfScreens>]
public sealed class ReleasableVersionTests(Demonstration demonstration)
{
    private const string Sample = "wording of goal 3";
    private const string Subject = "Copper Lantern: goal 3, for the ministry";

    [Fact]
    public async Task a_ministry_gets_the_releasable_version_and_learns_nothing_of_the_dispatch()
    {
        var author = await demonstration.AtDeskAsync("a.dewit");
        await author.OpenDispatchAsync("sent", Sample);
        var page = author.Page;
        var original = new Uri(page.Url).AbsolutePath;
        await Expect(page.Locator(".cable .mark"))
            .ToHaveTextAsync(["(R · KOR)", "(R · KOR)", "(R · KOR)", "(R)", "(R)"]);
        await ScreenTests.LookAtAsync(author, "marked-paragraphs");
        await page.GetByRole(AriaRole.Link, new() { Name = "Make releasable version …" }).ClickAsync();
        var text = await page.GetByLabel("Text").InputValueAsync();
        text.ShouldContain("They differ in four words");
        text.ShouldNotContain("silence");
        text.ShouldNotContain("[[");
        await Expect(page.GetByText("Paragraph 3", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Subject").FillAsync(Subject);
        await page.GetByLabel("Why they should have it").FillAsync("They have seen the two texts.");
        await Expect(page.Locator("aside")).ToContainTextAsync("Its label: EXERCISE");
        await Expect(page.Locator("aside")).ToContainTextAsync("Goes first to: Liaison Office Tokyo");
        await ScreenTests.LookAtAsync(author, "releasable");
        await author.PressAsync("Leave out what they may not have");
        await Expect(page.GetByLabel("Why they should have it")).ToHaveValueAsync("They have seen the two texts.");
        await Expect(page.GetByLabel("Subject")).ToHaveValueAsync(Subject);
        await author.PressAsync("Send to a releaser");
        await Expect(page.Locator(".message")).ToContainTextAsync("It waits for a releaser now.");

        var releaser = await demonstration.AtDeskAsync("t.herrera");
        await releaser.OpenAsync("/dispatches/proposals");
        await releaser.Page.GetByRole(AriaRole.Link, new() { Name = Sample }).ClickAsync();
        await Expect(releaser.Page.Locator("main")).ToContainTextAsync("Paragraph 3, Paragraph 4");
        await Expect(releaser.Page.Locator("aside")).ToContainTextAsync("Goes first to");
        await ScreenTests.LookAtAsync(releaser, "releasable-proposal");
        await releaser.PressAsync("Approve and release");
        await Expect(releaser.Page.Locator("h1")).ToHaveTextAsync(Subject);

        var office = await demonstration.AtDeskAsync("m.sorensen");
        await office.OpenDispatchAsync("to-clear", Subject);
        await office.PressAsync("Clear and release to Headquarters");

        var ministry = await demonstration.AtDeskAsync("seoyeon.kim");
        await ministry.OpenDispatchAsync("inbox", Subject);
        await Expect(ministry.Page.Locator(".cable")).ToContainTextAsync("They differ in four words");
        await Expect(ministry.Page.Locator(".cable")).Not.ToContainTextAsync("silence");
        await Screen.KeepAsync(ministry.Page, "releasable-version");
        await BetraysNothingAsync(ministry, original);

        await author.OpenAsync(original);
        await Expect(page.Locator(".track")).ToContainTextAsync("Releasable version approved by Tomás Herrera");
        await ScreenTests.LookAtAsync(author, "releasable-made");
    }

    [Fact]
    public async Task a_paragraph_is_marked_without_script()
    {
        await using var author = await demonstration.ArriveAsync("a.dewit", script: false);
        await author.SignInAsync();
        var (editor, page) = (new Editor(author), author.Page);
        await editor.OpenAsync();
        await editor.WriteAsync("Copper Lantern: marked by hand", "1. We met.\n\n2. 사이버협력과 was late.");
        await editor.ForActionAsync("Cyber threats desk");
        await editor.ForInformationAsync("Director, cyber cooperation");
        await editor.LabelAsync("RESTRICTED", "Republic of Korea");
        await author.PressAsync("Save draft");
        await Expect(page.Locator("#distribution")).ToContainTextAsync("Paragraph 2 is about");
        await page.GetByText("Mark paragraphs …").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Paragraph 2" }).CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Its releasable to" })
            .GetByLabel("Republic of Korea")
            .UncheckAsync();
        await author.PressAsync("Mark the paragraph");
        (await page.GetByLabel("Text").InputValueAsync()).ShouldContain("2. [[ALLIANCE RESTRICTED]] 사이버협력과");
        await Expect(page.Locator("#distribution")).Not.ToContainTextAsync("is about");
        await Expect(page.Locator("#distribution")).ToContainTextAsync("a releasable version can be made for it");
        await Screen.KeepAsync(page, "marked-without-script");
    }

    private static async Task BetraysNothingAsync(Officer ministry, string original)
    {
        await ministry.OpenAsync("/dispatches?q=goal");
        await Expect(ministry.Rows.GetByRole(AriaRole.Link, new() { Name = "still open" })).ToHaveCountAsync(0);
        foreach (var address in new[] { "/dispatches.csv?box=inbox", "/find?q=silence", "/find?q=goal" })
            (await (await ministry.Page.APIRequest.GetAsync(address)).TextAsync()).ShouldNotContain("still open");
        (await ministry.Page.APIRequest.GetAsync(original)).Status.ShouldBe((int)HttpStatusCode.NotFound);
        await ministry.OpenDispatchAsync("inbox", Subject);
        await Expect(ministry.Page.Locator("main")).Not.ToContainTextAsync("still open");
        await Expect(ministry.Page.Locator("main")).Not.ToContainTextAsync("eleasable version");
    }
}
