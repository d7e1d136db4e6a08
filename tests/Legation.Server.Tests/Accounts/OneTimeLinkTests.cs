using System.Net;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Accounts;

public sealed class OneTimeLinkTests : IAsyncLifetime
{
    private TestNode node = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        await node.AddUserAsync("anna");
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task a_link_works_once()
    {
        var link = await node.Get<OneTimeLinks>().MakeAsync("anna");
        using var first = node.Browse();
        (await first.SubmitAsync(link.AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await first.TextAsync("/")).ShouldContain("Person anna");

        using var second = node.Browse();
        (await second.TextAsync(link.AbsolutePath)).ShouldContain("This link is spent");
    }

    [Fact]
    public async Task looking_at_a_link_does_not_spend_it()
    {
        var link = await node.Get<OneTimeLinks>().MakeAsync("anna");
        using var browser = node.Browse();
        for (var i = 0; i < 3; i++)
            (await browser.TextAsync(link.AbsolutePath)).ShouldContain("Sign in as Person anna");
        (await browser.OpenAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task of_two_uses_at_once_one_signs_in()
    {
        var link = await node.Get<OneTimeLinks>().MakeAsync("anna");
        var secret = new Secret(link.Segments[^1]);
        var used = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => node.Get<OneTimeLinks>().ConsumeAsync(secret))
        );
        used.Count(account => account is not null).ShouldBe(1);
    }

    [Fact]
    public async Task an_old_link_is_spent()
    {
        var link = await node.Get<OneTimeLinks>().MakeAsync("anna");
        node.Clock.Shift = TimeSpan.FromMinutes(16);
        using var browser = node.Browse();
        (await browser.TextAsync(link.AbsolutePath)).ShouldContain("This link is spent");
    }
}
