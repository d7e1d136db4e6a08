using System.Net;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Organisations;

/// <summary>The page to have in hand before a call, between two desks.</summary>
public sealed class CallPageTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;
    private RecordId called;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        var officers = await node.StaffAsync("anna", "bo");
        (anna, bo) = (officers[0], officers[1]);
        var entered = await node.Get<DirectoryImport>()
            .RunAsync(
                new DirectoryDocument
                {
                    Offices = [new OfficeLine("o", [new("Office bo", "en")])],
                    Posts = [new PostLine("p", "o", "Desk")],
                    People =
                    [
                        new PersonLine("called", [new("Bo Berg", "en")], "p", Contact: new(Mobile: "+47 000 00 000")),
                    ],
                }
            );
        called = entered.Value.Single(entry => entry.Key == "called").Id;
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task it_says_the_numbers_what_waits_with_each_side_and_what_went_between_them()
    {
        await anna.ReleaseAsync(bo.Post, "Asked of them", node.Clock.GetUtcNow().AddDays(1));
        await bo.ReleaseAsync(anna.Post, "Asked of us", node.Clock.GetUtcNow().AddDays(2));
        await bo.ReleaseAsync(anna.Post, "Only told");
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);

        var page = Browser.MainOf(await browser.TextAsync($"/directory/{called}/call"));

        page.ShouldContain("47 000 00 000");
        var parts = page.Split("<h2>");
        parts
            .Single(part => part.StartsWith("Waits with them", StringComparison.Ordinal))
            .ShouldContain("Asked of them");
        parts.Single(part => part.StartsWith("Waits with us", StringComparison.Ordinal)).ShouldContain("Asked of us");
        parts.Single(part => part.StartsWith("Waits with us", StringComparison.Ordinal)).ShouldNotContain("Only told");
        parts.Single(part => part.StartsWith("Written there", StringComparison.Ordinal)).ShouldContain("Only told");
        parts.Single(part => part.StartsWith("Sent there", StringComparison.Ordinal)).ShouldContain("Asked of them");
    }

    [Fact]
    public async Task what_the_reader_may_not_have_is_not_on_it()
    {
        await node.AddUserAsync("cato");
        await anna.ReleaseAsync(bo.Post, "Between the two", node.Clock.GetUtcNow().AddDays(1));
        using var browser = node.Browse();
        await browser.SignInAsync("cato", TestNode.Password);

        var page = Browser.MainOf(await browser.TextAsync($"/directory/{called}/call"));

        page.ShouldContain("Bo Berg");
        page.ShouldNotContain("Between the two");
    }

    [Fact]
    public async Task there_is_none_for_what_nobody_calls()
    {
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);

        foreach (
            var id in new[] { node.Get<NodeIdentity>().Organisation, RecordId.New("person", node.Clock.GetUtcNow()) }
        )
            (await browser.OpenAsync($"/directory/{id}/call")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
