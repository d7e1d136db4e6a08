using System.Net;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Api;

public sealed class PageCursorTests : IAsyncLifetime
{
    private TestNode node = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        await node.AddUserAsync("anna");
        await node.AddUserAsync("bo");
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public void a_cursor_leads_back_to_its_place()
    {
        var cursor = node.Get<PageCursor>();
        var text = cursor.Next(Of("anna"), "inbox", 4711);
        cursor.TryRead(Of("anna"), "inbox", text, out var position).ShouldBeTrue();
        position.ShouldBe(4711);
        cursor.TryRead(Of("anna"), "inbox", null, out position).ShouldBeTrue();
        position.ShouldBeNull();
    }

    [Theory]
    [InlineData("bo", "inbox")]
    [InlineData("anna", "sent")]
    public void another_account_or_another_list_cannot_use_it(string user, string query)
    {
        var cursor = node.Get<PageCursor>();
        var text = cursor.Next(Of("anna"), "inbox", 4711);
        cursor.TryRead(Of(user), query, text, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("made-up")]
    [InlineData("AAAA")]
    [InlineData("%%%")]
    public async Task a_forged_cursor_is_a_bad_request(string text)
    {
        node.Get<PageCursor>().TryRead(Of("anna"), "inbox", text, out _).ShouldBeFalse();
        using var program = node.Call(await node.TokenAsync("anna"));
        var answer = await program.GetAsync($"/api/v1/dispatches?next={Uri.EscapeDataString(text)}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task a_limit_outside_the_range_is_refused_by_name(int limit)
    {
        using var program = node.Call(await node.TokenAsync("anna"));
        var answer = await program.GetAsync($"/api/v1/dispatches?limit={limit}");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"errors\":{\"limit\":");
    }

    private Principal Of(string user) => node.Get<AccountPrincipals>().Of(node.Get<AccountRegister>().Find(user)!);
}
