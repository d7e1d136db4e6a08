using System.Net;
using Legation.Records.Access;
using Legation.Server.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Legation.Server.Tests.Nodes;

public sealed class DefaultDenyTests : IAsyncLifetime
{
    private TestNode node = null!;

    public async ValueTask InitializeAsync() =>
        node = await TestNode.StartAsync(api =>
            api.MapGroup("/two-duties").RequireDuty(Duties.Write).MapGet("/", () => "both").RequireDuty(Duties.Operate)
        );

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/api/v1/healthz")]
    public async Task health_needs_no_sign_in(string address)
    {
        using var browser = node.Browse();
        var answer = await browser.OpenAsync(address);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"node":"TST","status":"ok"}""");
    }

    [Fact]
    public async Task every_other_address_asks_who_it_is()
    {
        string[] open =
        [
            "/healthz",
            "/api/v1/healthz",
            "/sign-in",
            "/sign-in/{Token}",
            "/not-found",
            "/not-taken",
            "/error",
        ];
        var routes = node.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(route =>
                !route.Contains('.', StringComparison.Ordinal)
                && route != "/commands"
                && !route.StartsWith("/relay", StringComparison.Ordinal)
            )
            .Distinct();
        routes.Order().ShouldBe(open.Order());
        using var browser = node.Browse();
        (await browser.OpenAsync("/nowhere")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.OpenAsync("/api/v1/nowhere")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.OpenAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.OpenAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task commands_are_taken_at_their_own_door_only()
    {
        using var browser = node.Browse();
        var answer = await browser.PostAsync(
            "/commands",
            new StringContent("""{"act":"user-list"}""", null, "application/json")
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_is_missing_and_what_is_not_yours_look_the_same()
    {
        await node.AddUserAsync("anna");
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        var answer = await browser.OpenAsync("/nowhere");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("There is nothing here");
    }

    [Fact]
    public async Task a_duty_that_is_lacking_is_refused()
    {
        await node.AddUserAsync("anna");
        using var program = node.Call(await node.TokenAsync("anna"));
        (await program.GetAsync("/api/v1/links")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await node.AddUserAsync("bo", Duties.Operate);
        using var operating = node.Call(await node.TokenAsync("bo"));
        (await operating.GetAsync("/api/v1/links")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Duties.Write, HttpStatusCode.Forbidden)]
    [InlineData(Duties.Operate, HttpStatusCode.Forbidden)]
    [InlineData(Duties.Write | Duties.Operate, HttpStatusCode.OK)]
    public async Task two_duties_that_are_asked_for_are_both_needed(Duties duties, HttpStatusCode answer)
    {
        await node.AddUserAsync("anna", duties);
        using var program = node.Call(await node.TokenAsync("anna"));
        (await program.GetAsync("/api/v1/two-duties")).StatusCode.ShouldBe(answer);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/me")]
    [InlineData("/healthz")]
    public async Task every_answer_tells_the_browser_what_not_to_do(string address)
    {
        using var browser = node.Browse();
        var headers = (await browser.OpenAsync(address)).Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
        headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task the_session_cookie_is_out_of_scripts_reach()
    {
        await node.AddUserAsync("anna");
        using var browser = node.Browse();
        var answer = await browser.SignInAsync("anna", TestNode.Password);
        var cookie = answer
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("legation-tst=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
    }
}
