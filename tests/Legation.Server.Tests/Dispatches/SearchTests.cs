using System.Net;
using Legation.Records;
using Legation.Records.Storage;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Searching dispatches by pages and by programs.</summary>
public sealed class SearchTests : ThreeDesks
{
    [Theory]
    [InlineData("計画")]
    [InlineData("岸田")]
    [InlineData("회담")]
    [InlineData("zurich")]
    [InlineData("spring\u3000計画")]
    [InlineData("\"rise in spring\"")]
    [InlineData("spr")]
    public async Task a_dispatch_is_found_at_once_and_when_it_is_indexed(string words)
    {
        var id = await ReleasedAsync(
            "They rise in spring at Zürich.\n\n岸田首相は新しい計画を発表。정상회담이 열렸다."
        );
        (await FoundAsync(Bo, words)).ShouldBe([id]);

        await IndexedAsync();

        (await FoundAsync(Bo, words)).ShouldBe([id]);
        using var browser = await SignedInAsync("bo");
        (await browser.TextAsync($"/dispatches?q={Uri.EscapeDataString(words)}")).ShouldContain("Berthing fees");
        (await browser.TextAsync($"/find?q={Uri.EscapeDataString(words)}")).ShouldContain("Berthing fees");
    }

    [Fact]
    public async Task its_number_finds_it()
    {
        var id = await ReleasedAsync("They rise.");
        var number = (await Bo.GetAsync($"/dispatches/{id}"))["number"]!;
        await IndexedAsync();

        (await FoundAsync(Bo, number)).ShouldBe([id]);
        (await FoundAsync(Bo, number[^4..])).ShouldBe([id]);
    }

    [Theory]
    [InlineData("lantern")]
    [InlineData("lan")]
    public async Task a_word_of_what_one_may_not_have_finds_nothing(string words)
    {
        await ReleasedAsync("The lantern is lit.");
        (await FoundAsync(Cleo, words)).ShouldBeEmpty();

        await IndexedAsync();

        (await FoundAsync(Cleo, words)).ShouldBeEmpty();
        using var browser = await SignedInAsync("cleo");
        (await browser.TextAsync($"/find?q={words}")).ShouldNotContain("Berthing");
    }

    [Fact]
    public async Task pages_of_a_search_have_each_once()
    {
        var all = new List<string?>();
        for (var i = 0; i < 5; i++)
            all.Insert(0, await ReleasedAsync("They rise in spring."));
        await IndexedAsync();
        all.Insert(0, await ReleasedAsync("They rise in spring."));

        var found = new List<string?>();
        for (string? next = ""; next is not null; )
        {
            var page = await Bo.GetAsync($"/dispatches?box=inbox&q=spring&limit=2&next={next}");
            page.Status.ShouldBe(HttpStatusCode.OK);
            found.AddRange(
                page.Body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString())
            );
            next = page.Body.GetProperty("next").GetString();
        }

        found.ShouldBe(all);
    }

    [Fact]
    public async Task a_node_that_stopped_before_it_had_indexed_goes_on_where_it_was()
    {
        var first = await ReleasedAsync("They rise in spring.");
        await IndexedAsync();
        var second = await ReleasedAsync("They rise in spring.");
        await Node.StopAsync();
        await Node.StartAgainAsync();

        (await FoundAsync(Bo, "spring")).ShouldBe([second, first]);
        await IndexedAsync();
        (await FoundAsync(Bo, "spring")).ShouldBe([second, first]);
    }

    [Fact]
    public async Task an_index_that_was_deleted_is_made_again()
    {
        var id = await ReleasedAsync("They rise in spring.");
        await IndexedAsync();
        await Node.StopAsync();
        foreach (var file in Directory.GetFiles(Node.Folder, "search.db*"))
            File.Delete(file);
        await Node.StartAgainAsync();

        await IndexedAsync();

        (await FoundAsync(Bo, "spring")).ShouldBe([id]);
    }

    private static Task<List<string?>> FoundAsync(Officer officer, string words) =>
        IdsAsync(officer, $"box=inbox&q={Uri.EscapeDataString(words)}");

    private async Task<string> ReleasedAsync(string text)
    {
        var dispatch = Dispatch("UNCLASSIFIED", [Bo]);
        dispatch["text"] = text;
        var released = await Anna.PostAsync("/dispatches", dispatch);
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    private async Task IndexedAsync()
    {
        var end = Node.Get<Ledger>().Head.Seq;
        using var index = Node.Get<IRecordStore>().OpenSearch()!;
        await Eventually.UntilAsync(() => index.Mark.Position >= end);
    }

    private async Task<Browser> SignedInAsync(string user)
    {
        var browser = Node.Browse();
        await browser.SignInAsync(user, TestNode.Password);
        return browser;
    }
}
