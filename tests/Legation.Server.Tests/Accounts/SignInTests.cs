using System.Net;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Accounts;

public sealed class SignInTests : IAsyncLifetime
{
    private TestNode node = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        await node.AddUserAsync("anna", Duties.Operate);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task the_right_password_leads_to_the_page_that_was_asked_for()
    {
        using var browser = node.Browse();
        var asked = await browser.OpenAsync("/communications");
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        asked.Headers.Location!.PathAndQuery().ShouldBe("/sign-in?next=%2Fcommunications");

        var answer = await browser.SignInAsync("Anna ", TestNode.Password, "/communications");

        answer.Headers.Location!.PathAndQuery().ShouldBe("/communications");
        (await browser.TextAsync("/communications")).ShouldContain("<h1>Communications</h1>");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    public async Task an_address_elsewhere_is_not_followed_after_signing_in(string next)
    {
        using var browser = node.Browse();
        var answer = await browser.SignInAsync("anna", TestNode.Password, next);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.PathAndQuery().ShouldBe("/");
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("nobody")]
    public async Task a_wrong_password_and_an_unknown_name_are_told_the_same(string user)
    {
        using var browser = node.Browse();
        var answer = await browser.SignInAsync(user, "not the password");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("User name and password do not belong together.");
        (await browser.OpenAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("nobody")]
    public async Task after_five_failures_the_name_is_locked_for_a_quarter_of_an_hour(string user)
    {
        using var browser = node.Browse();
        for (var i = 0; i < 5; i++)
            await browser.SignInAsync(user, "not the password");
        var locked = await browser.SignInAsync(user, TestNode.Password);
        (await locked.Content.ReadAsStringAsync()).ShouldContain("Too many attempts.");

        node.Clock.Shift = TimeSpan.FromMinutes(16);
        var later = await browser.SignInAsync("anna", TestNode.Password);
        later.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task guesses_sent_at_once_all_count()
    {
        var sign = node.Get<PasswordSignIn>();
        var guesses = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Task.Run(() => sign.TryAsync("anna", $"guess number {i}")))
        );
        guesses.Count(g => g.Refusal!.Code == "wrong-password").ShouldBe(5);
        guesses.Count(g => g.Refusal!.Code == "locked").ShouldBe(15);
    }

    [Fact]
    public async Task signing_out_ends_the_session_for_every_copy_of_its_cookie()
    {
        using var browser = node.Browse();
        var answer = await browser.SignInAsync("anna", TestNode.Password);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var copy = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = node.Pages,
        };
        copy.DefaultRequestHeaders.Add("Cookie", cookie);
        (await copy.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await SignOutAsync(browser);

        (await copy.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task a_disabled_account_is_out_at_its_next_request()
    {
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        using var program = node.Call(await node.TokenAsync("anna"));
        (await program.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await node.Get<AccountRegister>().DisableAsync("anna");

        (await browser.OpenAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await program.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task SignOutAsync(Browser browser)
    {
        var page = await browser.TextAsync("/");
        var token = page.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        (await browser.PostAsync("/sign-out", form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
