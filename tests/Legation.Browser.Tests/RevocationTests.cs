namespace Legation.Browser.Tests;

/// <summary>A page that is open follows the rights of who looks at it, without a click.</summary>
[Collection<NetworkOfWork>]
public sealed class RevocationTests(Demonstration demonstration)
{
    private const string Restricted = "Amber Quay: restricted";
    private const string Opened = "Amber Quay: opened and restricted";
    private const string Raised = "Amber Quay: raised while it is read";
    private const string Fresh = "Amber Quay: just come";

    [Fact]
    public async Task an_open_register_loses_the_row_when_the_officer_changes_the_clearance()
    {
        using var deputy = demonstration.Call("m.sorensen");
        await Releases.MakeAsync(deputy, Restricted, "Liaison officer, political", "RESTRICTED");
        await using var tanabe = await demonstration.ArriveAsync("k.tanabe");
        await tanabe.SignInAsync();
        await tanabe.OpenAsync("/dispatches");
        await Expect(tanabe.Rows.Filter(new() { HasText = Restricted })).ToHaveCountAsync(1);
        var security = await demonstration.AtDeskAsync("g.ferrante");

        await SetAsync(security, "RESTRICTED", isGranted: false);
        await Expect(tanabe.Rows.Filter(new() { HasText = Restricted })).ToHaveCountAsync(0);
        await Screen.KeepAsync(tanabe.Page, "clearance-taken");
        await SetAsync(security, "RESTRICTED", isGranted: true);
        await Expect(tanabe.Rows.Filter(new() { HasText = Restricted })).ToHaveCountAsync(1);
        tanabe.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task an_open_dispatch_vanishes_and_what_was_typed_is_kept()
    {
        const string typed = "Half a sentence";
        using var deputy = demonstration.Call("m.sorensen");
        var id = await Releases.MakeAsync(deputy, Opened, "Liaison officer, political", "RESTRICTED");
        await using var tanabe = await demonstration.ArriveAsync("k.tanabe");
        await tanabe.SignInAsync();
        await tanabe.OpenAsync($"/dispatches/{id}");
        await tanabe.Page.GetByText("Reply …").ClickAsync();
        await tanabe.Page.GetByLabel("Your reply").FillAsync(typed);
        var security = await demonstration.AtDeskAsync("g.ferrante");

        await SetAsync(security, "RESTRICTED", isGranted: false);
        await Expect(tanabe.Page.Locator("h1")).ToHaveTextAsync("There is nothing here");
        await Expect(tanabe.Page.Locator("main textarea")).ToHaveValueAsync(typed);
        await Screen.KeepAsync(tanabe.Page, "dispatch-taken");
        await SetAsync(security, "RESTRICTED", isGranted: true);
        await Expect(tanabe.Page.Locator("h1")).ToHaveTextAsync(Opened);
        await Expect(tanabe.Page.GetByLabel("Your reply")).ToHaveValueAsync(typed);
    }

    [Fact]
    public async Task an_open_dispatch_is_marked_anew_when_it_is_relabelled()
    {
        using var deputy = demonstration.Call("m.sorensen");
        var id = await Releases.MakeAsync(deputy, Raised, "Liaison officer, political", "UNCLASSIFIED");
        await using var tanabe = await demonstration.ArriveAsync("k.tanabe");
        await tanabe.SignInAsync();
        await tanabe.OpenAsync($"/dispatches/{id}");
        await Expect(tanabe.Page.Locator(".banner").First).ToHaveTextAsync("EXERCISE · ALLIANCE UNCLASSIFIED");

        await Releases.RelabelAsync(deputy, id, "RESTRICTED");

        await Expect(tanabe.Page.Locator(".banner").First).ToHaveTextAsync("EXERCISE · ALLIANCE RESTRICTED");
        await Expect(tanabe.Page.Locator("h1")).ToHaveTextAsync(Raised);
        tanabe.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task what_is_new_is_said_without_moving_the_page()
    {
        using var deputy = demonstration.Call("m.sorensen");
        await using var tanabe = await demonstration.ArriveAsync("k.tanabe");
        await tanabe.SignInAsync();
        await tanabe.OpenAsync("/dispatches");
        var rows = await tanabe.Rows.CountAsync();
        var top = (await tanabe.Rows.First.BoundingBoxAsync())!.Y;

        await Releases.MakeAsync(deputy, Fresh, "Liaison officer, political", "UNCLASSIFIED");
        var news = tanabe.Page.Locator("[data-news] a");
        await Expect(news).ToHaveTextAsync("1 new – show");
        await Screen.KeepAsync(tanabe.Page, "news");
        (await tanabe.Rows.CountAsync()).ShouldBe(rows);
        (await tanabe.Rows.First.BoundingBoxAsync())!.Y.ShouldBe(top);

        await news.ClickAsync();
        await Expect(tanabe.Rows.First).ToContainTextAsync(Fresh);
        await Expect(news).ToHaveCountAsync(0);
        tanabe.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_page_of_who_is_disabled_asks_to_sign_in()
    {
        await using var tanabe = await demonstration.ArriveAsync("k.tanabe");
        await tanabe.SignInAsync();
        await Expect(tanabe.Page.Locator("h1")).ToHaveTextAsync("Today");
        await demonstration.RunAsync("tokyo", "user", "disable", "k.tanabe");
        await Expect(tanabe.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await demonstration.RunAsync("tokyo", "user", "enable", "k.tanabe");
    }

    private static async Task SetAsync(Officer security, string classification, bool isGranted)
    {
        await security.OpenAsync("/security/clearances/k.tanabe");
        await security
            .Page.Locator($"input[name='Classifications'][value='{classification}']")
            .SetCheckedAsync(isGranted);
        await security.PressAsync("Set this clearance");
        await Expect(security.Page.Locator(".message")).ToContainTextAsync("has the new clearance");
    }
}
