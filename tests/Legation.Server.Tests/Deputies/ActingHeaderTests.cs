using System.Net;
using System.Net.Http.Json;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Deputies;

/// <summary>A browser's session, and the header by which programs act for another.</summary>
public sealed class ActingHeaderTests : ThreeDesks
{
    private Browser browser = null!;
    private Deputyship deputyship = null!;

    // Bo is deputy of cleo.
    private protected override async Task PrepareAsync()
    {
        var now = Node.Clock.GetUtcNow();
        var asked = new Deputyship(default, "bo", "cleo", now, now + TimeSpan.FromDays(1), "Leave", "");
        deputyship = (await Node.Get<Deputyships>().AppointAsync(asked)).Value;
        browser = Node.Browse();
        await browser.SignInAsync("bo", TestNode.Password);
    }

    public override ValueTask DisposeAsync()
    {
        browser.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("nobody")]
    [InlineData("bo")]
    [InlineData("")]
    public async Task who_is_not_a_deputy_is_refused_with_a_session_as_with_a_token(string other)
    {
        var token = Node.Call(await Node.TokenAsync("bo"));
        var (session, program) = (await MeAsync(browser.Http, other), await MeAsync(token, other));
        session.Code.ShouldBe("not-deputy");
        session.ShouldBe(program);
    }

    [Fact]
    public async Task what_a_session_for_itself_asks_in_anothers_name_is_not_done_in_its_own()
    {
        var dispatch = await Anna.ReleaseAsync(Bo.Post, "Berthing fees");
        (await AcknowledgeAsync(dispatch, "cleo")).ShouldBe((HttpStatusCode.Forbidden, "other-capacity"));
        (await AcknowledgeAsync(dispatch, "anna")).ShouldBe((HttpStatusCode.Forbidden, "not-deputy"));
        (await Anna.GetAsync($"/dispatches/{dispatch}"))["status"].ShouldBe("released");
        (await AcknowledgeAsync(dispatch, null)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_session_that_acts_for_another_is_served_under_his_name_alone()
    {
        await browser.SubmitAsync("/acting", ("Deputyship", deputyship.Id.ToString()));
        var dispatch = await Anna.ReleaseAsync(Cleo.Post, "Berthing fees");
        (await AcknowledgeAsync(dispatch, "anna")).ShouldBe((HttpStatusCode.Forbidden, "not-deputy"));
        (await AcknowledgeAsync(dispatch, "bo")).ShouldBe((HttpStatusCode.Forbidden, "not-deputy"));
        (await AcknowledgeAsync(dispatch, "cleo")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_form_that_is_sent_in_anothers_name_is_refused_too()
    {
        var form = await browser.FormAsync("/acting");
        browser.Http.DefaultRequestHeaders.Add(ActingHeader.Name, "cleo");
        var refused = await browser.PostAsync("/acting", form.Filled(("Deputyship", deputyship.Id.ToString())));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        browser.Http.DefaultRequestHeaders.Remove(ActingHeader.Name);
        (await browser.TextAsync("/")).ShouldNotContain("Acting for <b>");
    }

    [Fact]
    public async Task a_stream_in_anothers_name_ends_when_the_session_acts_for_itself_again()
    {
        await browser.SubmitAsync("/acting", ("Deputyship", deputyship.Id.ToString()));
        browser.Http.DefaultRequestHeaders.Add(ActingHeader.Name, "cleo");
        using var stream = await OpenStream.OpenAsync(browser.Http);
        await Node.Get<Deputyships>().EndAsync(deputyship.Id, "officer");
        (await stream.NextAsync()).ShouldNotBeNull().Name.ShouldBe("end");
    }

    private async Task<(HttpStatusCode Status, string? Code)> AcknowledgeAsync(string dispatch, string? actsFor)
    {
        var form = await browser.FormAsync("/acting");
        using var request = Asking(HttpMethod.Post, $"/api/v1/dispatches/{dispatch}/acknowledge", actsFor);
        request.Headers.Add(
            "RequestVerificationToken",
            form.Find("input[name=__RequestVerificationToken]")!.GetAttribute("value")
        );
        request.Content = JsonContent.Create(new { });
        using var answer = await browser.Http.SendAsync(request);
        return (answer.StatusCode, await CodeAsync(answer));
    }

    private static async Task<(HttpStatusCode Status, string? Code)> MeAsync(HttpClient http, string actsFor)
    {
        using var request = Asking(HttpMethod.Get, "/api/v1/me", actsFor);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await CodeAsync(answer));
    }

    private static HttpRequestMessage Asking(HttpMethod method, string path, string? actsFor)
    {
        var request = new HttpRequestMessage(method, path);
        if (actsFor is not null)
            request.Headers.Add(ActingHeader.Name, actsFor);
        return request;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<Dictionary<string, object?>>())!.GetValueOrDefault("code")?.ToString();
}
