using System.Net;
using System.Text.Json;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What stands in the registers and on the page Today, between two desks of one office.</summary>
public sealed class RegisterTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        var officers = await node.StaffAsync("anna", "bo");
        (anna, bo) = (officers[0], officers[1]);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task a_dispatch_that_asks_for_no_answer_is_settled_by_its_acknowledgement()
    {
        var id = await anna.ReleaseAsync(bo.Post, "Berthing fees");
        (await ListAsync(bo, "awaiting-reply")).ShouldBeEmpty();
        (await TodayAsync("bo")).ShouldContain("Acknowledge: Berthing fees");
        await DoAsync(bo, $"/{id}/acknowledge", new { });
        (await TodayAsync("bo")).ShouldNotContain(": Berthing fees");
    }

    [Fact]
    public async Task a_dispatch_that_says_by_when_awaits_its_final_reply_on_both_sides()
    {
        var id = await anna.ReleaseAsync(bo.Post, "Berthing fees", node.Clock.GetUtcNow().AddDays(2));
        foreach (var side in new[] { anna, bo })
            (await ListAsync(side, "awaiting-reply")).ShouldBe([id]);
        await DoAsync(bo, $"/{id}/acknowledge", new { });
        (await TodayAsync("bo")).ShouldContain("Answer: Berthing fees");
        await DoAsync(bo, $"/{id}/reply", new { text = "Soon.", interim = true });
        (await ListAsync(anna, "awaiting-reply")).ShouldBe([id]);
        await DoAsync(bo, $"/{id}/reply", new { text = "They rise." });
        foreach (var side in new[] { anna, bo })
            (await ListAsync(side, "awaiting-reply")).ShouldBeEmpty();
        (await TodayAsync("bo")).ShouldNotContain(": Berthing fees");
    }

    [Fact]
    public async Task a_reply_that_was_received_calls_for_nothing()
    {
        var id = await anna.ReleaseAsync(bo.Post, "Berthing fees");
        await DoAsync(bo, $"/{id}/reply", new { text = "They rise." });
        (await ListAsync(anna, "inbox")).ShouldHaveSingleItem();
        (await TodayAsync("anna")).ShouldNotContain("Acknowledge: Re: Berthing fees");
        using var browser = await SignedInAsync("anna");
        (await browser.TextAsync("/dispatches?box=inbox")).ShouldNotContain("for your action");
    }

    [Theory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("1")]
    [InlineData("inbox,sent")]
    [InlineData("outbox")]
    public async Task a_register_that_there_is_not_is_refused(string box) =>
        (await anna.GetAsync($"/dispatches?box={box}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task drafts_come_in_pages_as_other_registers_do()
    {
        foreach (var subject in new[] { "One", "Two", "Three" })
            await DoAsync(anna, "", new { subject });
        var first = await PageAsync("box=drafts&limit=2");
        Subjects(first).ShouldBe(["Three", "Two"]);
        var second = await PageAsync($"box=drafts&limit=2&next={first.GetProperty("next").GetString()}");
        Subjects(second).ShouldBe(["One"]);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private async Task<JsonElement> PageAsync(string query) => (await anna.GetAsync($"/dispatches?{query}")).Body;

    private static IEnumerable<string?> Subjects(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("subject").GetString());

    private static async Task<IEnumerable<string?>> ListAsync(Officer side, string box) =>
        (await side.GetAsync($"/dispatches?box={box}"))
            .Body.GetProperty("items")
            .EnumerateArray()
            .Select(item => item.GetProperty("id").GetString());

    private static async Task DoAsync(Officer side, string path, object request)
    {
        var answer = await side.PostAsync($"/dispatches{path}", request);
        ((int)answer.Status).ShouldBeLessThan(300, answer.Body.ToString());
    }

    private async Task<string> TodayAsync(string user)
    {
        using var browser = await SignedInAsync(user);
        return await browser.TextAsync("/");
    }

    private async Task<Browser> SignedInAsync(string user)
    {
        var browser = node.Browse();
        await browser.SignInAsync(user, TestNode.Password);
        return browser;
    }
}
