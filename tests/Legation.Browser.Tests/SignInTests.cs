using System.Text.RegularExpressions;

namespace Legation.Browser.Tests;

[Collection<NetworkOfScreens>]
public sealed class SignInTests(Demonstration demonstration)
{
    [Fact]
    public async Task a_wrong_password_is_refused_in_words_and_the_user_name_stays()
    {
        await using var officer = await demonstration.ArriveAsync("t.herrera");
        await officer.SignInAsync("not the password");
        await Expect(officer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You are not signed in");
        await Expect(officer.Page.GetByLabel("User name")).ToHaveValueAsync("t.herrera");
        await Expect(officer.Page.GetByLabel("Password")).ToHaveValueAsync("");
        await Screen.KeepAsync(officer.Page, "sign-in-refused");
    }

    [Fact]
    public async Task who_signs_in_sees_his_name_and_who_signs_out_sees_nothing_more()
    {
        await using var officer = await demonstration.ArriveAsync("t.herrera");
        await officer.SignInAsync();
        await Expect(officer.Page.Locator(".person")).ToHaveTextAsync("Tomás Herrera, Head of post");
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await officer.OpenAsync("/dispatches");
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task a_link_from_the_terminal_signs_in_once()
    {
        await using var first = await demonstration.ArriveAsync("j.lindqvist");
        await using var second = await demonstration.ArriveAsync("j.lindqvist");
        foreach (var officer in new[] { first, second })
            await officer.OpenAsync(await LinkOfAsync(officer));
        await first.PressAsync("Sign in as Jakob Lindqvist");
        await Expect(first.Page.Locator("h1")).ToHaveTextAsync("Today");
        await second.PressAsync("Sign in as Jakob Lindqvist");
        await Expect(second.Page.Locator("h1")).ToHaveTextAsync("This link is spent");
        await second.OpenAsync("/");
        await Expect(second.Page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task what_was_typed_when_the_session_ended_is_there_after_signing_in_again()
    {
        await using var officer = await demonstration.ArriveAsync("t.herrera");
        await officer.SignInAsync();
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Today");
        var editor = new Editor(officer);
        await officer.OpenToListenAsync("/dispatches/new");
        await officer.Page.Context.ClearCookiesAsync();
        await editor.WriteAsync("Silver Gate: written too late", "1. Not lost.");
        await Expect(officer.Page.Locator("[data-autosave-state]")).ToContainTextAsync("you are signed out");
        await officer.PressAsync("Save draft");
        await SignInAgainAsync(officer, "1. Not lost.");
        await Expect(officer.Page.Locator("[name='Form.Text']")).ToHaveValueAsync("1. Not lost.");
    }

    [Fact]
    public async Task a_reply_typed_when_the_session_ended_is_there_after_signing_in_again_and_only_for_its_author()
    {
        await using var officer = await demonstration.ArriveAsync("t.herrera");
        await officer.SignInAsync();
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Today");
        await OpenToReplyAsync(officer);
        await officer.Page.GetByText("Reply …").ClickAsync();
        await officer.Page.GetByLabel("Your reply").FillAsync("1. Not lost either.");
        await officer.Page.Context.ClearCookiesAsync();
        await officer.PressAsync("Send the reply");
        await SignInAgainAsync(officer, "1. Not lost either.");
        await Expect(officer.Page.GetByLabel("Your reply")).ToHaveValueAsync("1. Not lost either.");
        var address = officer.Page.Url;
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await officer.SignInAsync();
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Today");
        await officer.OpenAsync(address);
        await Expect(officer.Page.GetByLabel("Your reply")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task what_was_saved_is_not_kept_in_the_window()
    {
        await using var officer = await demonstration.ArriveAsync("t.herrera");
        await officer.SignInAsync();
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Today");
        var editor = new Editor(officer);
        await editor.OpenAsync();
        await editor.WriteAsync("Bronze Well: saved", "1. Saved.");
        await officer.PressAsync("Save draft");
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Draft");
        await Expect(officer.Page).ToHaveURLAsync(new Regex("/edit$"));
        (await officer.Page.EvaluateAsync<int>("sessionStorage.length")).ShouldBe(0);
    }

    private static async Task OpenToReplyAsync(Officer officer)
    {
        var link = officer.Rows.GetByRole(AriaRole.Link);
        await officer.AwaitAsync("/dispatches?box=inbox", link);
        await officer.OpenToListenAsync((await link.First.GetAttributeAsync("href"))!);
    }

    // The session has ended: what was pressed is not done, but shown.
    private static async Task SignInAgainAsync(Officer officer, string typed)
    {
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("You are signed out");
        await Expect(officer.Page.Locator("textarea")).ToHaveValueAsync(typed);
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in and go back" }).ClickAsync();
        await officer.Page.GetByLabel("User name").FillAsync(officer.Person.User);
        await officer.Page.GetByLabel("Password").FillAsync(officer.Person.Password);
        await officer.PressAsync("Sign in");
    }

    // The terminal does not say the user name; the page behind the link says the person.
    private async Task<string> LinkOfAsync(Officer officer)
    {
        foreach (var link in demonstration.Links.Where(link => link.Authority == officer.Person.Url.Authority))
        {
            await officer.OpenAsync(link.ToString());
            if (await officer.Page.Locator("h1").InnerTextAsync() == "Sign in as Jakob Lindqvist")
                return link.ToString();
        }
        throw new InvalidOperationException("The terminal shows no link for him.");
    }
}
