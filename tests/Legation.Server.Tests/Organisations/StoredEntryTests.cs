using System.Net;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Organisations;

/// <summary>What earlier versions took from peers, and could not be shown, takes no page from anybody.</summary>
public sealed class StoredEntryTests : IAsyncLifetime
{
    private DirectoryNode directory = null!;

    public async ValueTask InitializeAsync() => directory = await DirectoryNode.StartAsync();

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    [Theory]
    [InlineData("p_person", "names", "[null]")]
    [InlineData("p_person", "names", """[{"text":null,"lang":"en"}]""")]
    [InlineData("p_person", "names", """[{"text":"X"}]""")]
    [InlineData("p_person", "details", """{"days":[null]}""")]
    [InlineData("p_party", "details", """{"days":[null,{"name":[{"text":"X","lang":"en"}]},{"day":"05-03"}]}""")]
    [InlineData("p_party", "details", """{"days":[{"day":"05-03","name":[null]}]}""")]
    [InlineData("p_holding", "person", "--00000000-0000-0000-0000-000000000000")]
    public async Task every_page_stays_readable(string table, string column, string written)
    {
        // As an earlier version has projected it.
        await directory.Node.Get<Ledger>().RunAsync(t => t.Execute($"UPDATE {table} SET {column} = $1", written));

        using var browser = await directory.BrowseAsync();
        foreach (var place in new[] { "/directory", $"/directory/{directory["tyo"]}", "/directory.csv" })
            (await browser.OpenAsync(place)).StatusCode.ShouldBe(HttpStatusCode.OK, place);
    }

    [Fact]
    public async Task beside_what_cannot_be_read_the_rest_is_shown()
    {
        const string names = """[null,{"text":"Mallory","lang":"en"}]""";
        await directory
            .Node.Get<Ledger>()
            .RunAsync(t =>
                t.Execute("UPDATE p_person SET names = $1 WHERE record = $2", names, $"{directory["tanabe"]}")
            );

        using var browser = await directory.BrowseAsync();
        (await browser.TextAsync("/directory")).ShouldContain("Mallory");
    }
}
