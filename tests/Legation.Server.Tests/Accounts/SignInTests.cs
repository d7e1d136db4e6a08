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

        await browser.SubmitAsync("/sign-out");

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

    [Fact]
    public async Task who_presses_sign_out_on_a_page_of_another_account_is_led_to_where_it_can_be_done()
    {
        await node.AddUserAsync("bo");
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        var old = (await browser.FormAsync("/sign-out")).Filled();
        await browser.SignInAsync("bo", TestNode.Password);

        var answer = await browser.PostAsync("/sign-out", old);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<a href=\"/sign-out\">Open the page again</a>");
        (await browser.SubmitAsync("/sign-out")).Headers.Location!.PathAndQuery().ShouldBe("/sign-in");
        (await browser.OpenAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task who_presses_sign_out_after_his_session_has_ended_is_told_that_he_is_signed_out()
    {
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        var form = (await browser.FormAsync("/sign-out")).Filled();
        node.Clock.Shift = Sessions.Lifetime + TimeSpan.FromMinutes(1);
        var answer = await browser.PostAsync("/sign-out", form);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<h1>You are signed out</h1>");
    }

    [Fact]
    public async Task one_address_tries_so_many_names_in_a_minute_and_no_more()
    {
        using var browser = node.Browse();
        for (var i = 0; i < SignInPace.AMinute; i++)
            node.Get<SignInPace>().Allows(IPAddress.Loopback).ShouldBeTrue();
        var answer = await browser.SignInAsync("anna", TestNode.Password);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Too many people try to sign in from where you are.");
    }
}
