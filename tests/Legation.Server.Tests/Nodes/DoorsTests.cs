using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Nodes;

/// <summary>A node behind a proxy that ends TLS.</summary>
public sealed class DoorsTests : IAsyncLifetime
{
    private static readonly Uri outside = new("https://liaison.example");
    private TestNode node = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync(proxied: outside);
        await node.AddUserAsync("anna");
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task redirects_lead_to_the_address_that_people_type()
    {
        using var browser = node.Browse();
        var answer = await browser.OpenAsync("/communications");
        answer.Headers.Location.ShouldBe(new Uri(outside, "/sign-in?next=%2Fcommunications"));
    }

    [Fact]
    public async Task cookies_of_session_and_form_go_over_tls_only()
    {
        using var proxy = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = node.Pages,
        };
        var shown = await proxy.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var form = shown.Headers.GetValues("Set-Cookie").Single();
        form.ShouldContain("; secure");
        proxy.DefaultRequestHeaders.Add("Cookie", form.Split(';')[0]);
        var page = await PageForm.ReadAsync(shown);

        var answer = await proxy.PostAsync(
            "/sign-in",
            page.Filled(("Form.User", "anna"), ("Form.Password", TestNode.Password)),
            TestContext.Current.CancellationToken
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location.ShouldBe(outside);
        answer.Headers.GetValues("Set-Cookie").Single().ShouldContain("; secure");
    }
}
