using System.Globalization;

namespace Legation.Browser.Tests;

/// <summary>A page that stays open although its stream is cut, and what it shows meanwhile and afterwards.</summary>
[Collection<NetworkOfScreens>]
public sealed class ListeningTests(Demonstration demonstration)
{
    private const string Deaf = "Not up to date – connecting again";

    [Fact]
    public async Task what_was_taken_away_while_the_node_was_stopped_vanishes_once_it_serves_again()
    {
        const string restricted = "Slate Pier: restricted";
        Chromium.Require();
        await using var network = await DemonstrationProcess.StartAsync();
        using var deputy = Demonstration.Call(network.People.Single(person => person.User == "m.sorensen"));
        await Releases.MakeAsync(deputy, restricted, "Liaison officer, political", "RESTRICTED");
        var person = network.People.Single(one => one.User == "k.tanabe");
        await using var tanabe = await demonstration.ArriveAsync(person);
        await tanabe.SignInAsync();
        await tanabe.OpenToListenAsync("/dispatches");
        var row = tanabe.Rows.Filter(new() { HasText = restricted });
        await Expect(row).ToHaveCountAsync(1);

        await network.StopAsync();
        await Expect(Notice(tanabe)).ToHaveTextAsync(Deaf);
        await Expect(row).ToHaveCountAsync(1);
        await Screen.KeepAsync(tanabe.Page, "not-listening");
        await network.ClearAsync("tokyo", "k.tanabe", "UNCLASSIFIED");
        await network.ServeAsync();

        await Expect(row).ToHaveCountAsync(0);
        await Expect(tanabe.Page.Locator("h1")).ToHaveTextAsync("Dispatches");
        await Expect(Notice(tanabe)).ToBeEmptyAsync();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task a_page_that_was_refused_its_stream_listens_again(int status)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"Slate Pier: after {status}");
        using var deputy = demonstration.Call("m.sorensen");
        await using var tanabe = await demonstration.ArriveAsync("k.tanabe");
        await tanabe.SignInAsync();
        await RefuseAsync(tanabe, status);
        await tanabe.OpenAsync("/dispatches");
        await Expect(Notice(tanabe)).ToHaveTextAsync(Deaf);
        await Releases.MakeAsync(deputy, subject, "Liaison officer, political", "UNCLASSIFIED");

        await tanabe.Page.UnrouteAllAsync();

        await Expect(tanabe.Page.Locator("[data-news] a")).ToHaveTextAsync("1 new – show");
        await Expect(Notice(tanabe)).ToBeEmptyAsync();
    }

    [Fact]
    public async Task a_page_without_a_stream_whose_session_was_signed_out_elsewhere_asks_to_sign_in()
    {
        await using var tanabe = await demonstration.ArriveAsync("k.tanabe");
        await tanabe.SignInAsync();
        await RefuseAsync(tanabe, 503);
        await tanabe.OpenAsync("/dispatches");
        await Expect(Notice(tanabe)).ToHaveTextAsync(Deaf);

        var other = await tanabe.Page.Context.NewPageAsync();
        await other.GotoAsync("/sign-out");
        await other.Locator("main button.primary").ClickAsync();

        await Expect(tanabe.Page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task a_page_goes_on_listening_when_a_dialog_is_closed()
    {
        using var deputy = demonstration.Call("m.sorensen");
        await using var tanabe = await demonstration.ArriveAsync("k.tanabe");
        await tanabe.SignInAsync();
        await tanabe.OpenToListenAsync("/dispatches");
        await tanabe.Page.Keyboard.PressAsync("?");
        await tanabe.Page.Locator("#keys button").Last.ClickAsync();
        await Expect(tanabe.Page.Locator("#keys")).ToBeHiddenAsync();

        await Releases.MakeAsync(deputy, "Slate Pier: heard", "Liaison officer, political", "UNCLASSIFIED");

        await Expect(tanabe.Page.Locator("[data-news] a")).ToHaveTextAsync("1 new – show");
    }

    private static ILocator Notice(Officer officer) => officer.Page.Locator("[data-listening]");

    private static Task RefuseAsync(Officer officer, int status) =>
        officer.Page.RouteAsync("**/api/v1/events**", route => route.FulfillAsync(new() { Status = status }));
}
