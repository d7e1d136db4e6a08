using System.Net;
using System.Web;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Api;

/// <summary>What is posted from a page that is out of date.</summary>
public sealed class FailurePagesTests : IAsyncLifetime
{
    private const string Typed = "1. Typed for an hour.";
    private TestNode node = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        browser = node.Browse();
        await node.AddUserAsync("anna", Duties.Write);
        await node.AddUserAsync("bo", Duties.Write);
        await browser.SignInAsync("anna", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task a_form_opened_before_its_author_signed_in_again_is_taken()
    {
        var (path, form) = await WriteAsync();
        await browser.SignInAsync("anna", TestNode.Password);
        var answer = await browser.PostAsync(path, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.TextAsync(answer.Headers.Location!.PathAndQuery())).ShouldContain(Typed);
    }

    [Fact]
    public async Task a_form_of_another_account_is_not_taken_and_its_text_is_shown_with_the_way_back()
    {
        var (path, form) = await WriteAsync();
        await browser.SignInAsync("bo", TestNode.Password);
        var answer = await browser.PostAsync(path, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = HttpUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        page.ShouldContain("<h1>Not done: the page was out of date</h1>");
        page.ShouldContain(Typed);
        page.ShouldContain($"<a href=\"{path}\">");
    }

    [Fact]
    public async Task what_is_posted_after_the_session_has_ended_is_shown_with_the_way_to_sign_in()
    {
        var (path, form) = await WriteAsync();
        node.Clock.Shift = Sessions.Lifetime + TimeSpan.FromMinutes(1);
        var answer = await browser.PostAsync(path, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("<h1>You are signed out</h1>");
        page.ShouldContain(Typed);
        page.ShouldContain($"/sign-in?next={Uri.EscapeDataString(path)}");
    }

    [Fact]
    public async Task words_that_another_site_posts_are_not_shown()
    {
        var (path, form) = await WriteAsync();
        using var stranger = new HttpClient { BaseAddress = node.Pages };
        stranger.DefaultRequestHeaders.Add("Accept", "text/html");
        stranger.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        var answer = await stranger.PostAsync(path, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Typed);
    }

    [Fact]
    public async Task what_was_taken_is_confirmed_to_the_script_that_keeps_a_copy()
    {
        var path = await NewDraftAsync();
        var taken = await browser.SubmitAsync(path, ("Form.Act", "save"), ("_copy", "legation.kept:here"));
        var edit = taken.Headers.Location!.OriginalString;
        edit.ShouldEndWith("#taken=legation.kept%3Ahere");
        var refused = await browser.SubmitAsync(edit, ("Form.Act", "release"), ("_copy", "legation.kept:here"));
        refused.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task a_form_that_is_no_longer_there_leads_to_the_same_address_with_all_that_it_asked_for()
    {
        var link = await node.Get<OneTimeLinks>().MakeAsync("bo");
        var path = $"{link.AbsolutePath}?next=%2Fdispatches";
        var form = (await browser.FormAsync(path)).Filled();
        using var first = node.Browse();
        await first.SubmitAsync(path);
        var answer = await browser.PostAsync(path, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe($"{path}&done=overtaken");
    }

    private async Task<string> NewDraftAsync() =>
        (await browser.OpenAsync("/dispatches/new")).Headers.Location!.PathAndQuery();

    private async Task<(string Path, HttpContent Form)> WriteAsync()
    {
        var path = await NewDraftAsync();
        return (path, (await browser.FormAsync(path)).Filled(("Form.Text", Typed), ("Form.Act", "save")));
    }
}
