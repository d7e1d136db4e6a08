using System.Net;
using AngleSharp.Html.Parser;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Organisations;

/// <summary>The directory's pages, without script.</summary>
public sealed class DirectoryPagesTests : IAsyncLifetime
{
    private DirectoryNode directory = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        directory = await DirectoryNode.StartAsync();
        browser = await directory.BrowseAsync();
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return directory.DisposeAsync();
    }

    [Theory]
    [InlineData("田辺")]
    [InlineData("たなべこういち")]
    [InlineData("タナベ コウイチ")]
    [InlineData("tanabe koichi")]
    [InlineData("koichi@tokyo.example")]
    [InlineData("+81 90 0000 0103")]
    public async Task a_person_is_found_by_the_name_in_any_script_a_number_or_an_address(string words) =>
        (await NamesAsync($"/directory?kind=person&q={Uri.EscapeDataString(words)}")).ShouldBe([
            "田辺 孝一 Tanabe Kōichi",
        ]);

    [Fact]
    public async Task offices_stand_under_their_organisation_posts_under_their_office_and_persons_under_their_post() =>
        (await NamesAsync("/directory")).ShouldBe([
            "Alliance Office in the North",
            "Liaison Office Tokyo",
            "Head of office",
            "Rosalind Castellan",
            "Beatrice Okonjo",
            "政務班 Political desk",
            "田辺 孝一 Tanabe Kōichi",
        ]);

    [Theory]
    [InlineData("kind=person", "Rosalind Castellan", "Beatrice Okonjo", "田辺 孝一 Tanabe Kōichi")]
    [InlineData("kind=post&q=desk", "政務班 Political desk")]
    [InlineData("country=NO", "Alliance Office in the North")]
    [InlineData("q=castellan+tokyo", "Rosalind Castellan")]
    [InlineData("q=nobody")]
    public async Task words_in_the_address_narrow_the_list(string query, params string[] names) =>
        (await NamesAsync($"/directory?{query}")).ShouldBe(names);

    [Fact]
    public async Task the_page_of_a_post_says_who_holds_it_who_held_it_and_who_acted_for_whom()
    {
        var page = await PageAsync($"/directory/{directory["head"]}");

        var rows = page.QuerySelectorAll("main tbody tr").Select(Cells).ToList();
        rows[0].ShouldBe("Rosalind Castellan since 1 July 2024 now");
        rows[1].ShouldBe("田辺 孝一 Tanabe Kōichi acting for Rosalind Castellan 1 May 2025 – 1 June 2025");
        rows[2].ShouldBe("Beatrice Okonjo 1 January 2021 – 1 June 2024");
        page.QuerySelector("main a[href='tel:+81300000199']")!.TextContent.ShouldBe("+81 3 0000 0199");
    }

    [Fact]
    public async Task the_page_of_a_person_says_how_to_reach_address_and_call_him_and_what_he_held()
    {
        var page = await PageAsync($"/directory/{directory["tanabe"]}");
        var main = Spaced(page.QuerySelector("main")!.TextContent);

        main.ShouldContain("Person · Mr");
        main.ShouldContain("Mobile +81 90 0000 0103");
        main.ShouldContain("たなべ こういち");
        page.QuerySelectorAll("main tbody tr")
            .Select(Cells)
            .ShouldContain(
                "政務班 Political desk Liaison Office Tokyo, Alliance Office in the North since 1 April 2023 now"
            );
        main.ShouldContain("Tokyo, Japan");
        main.ShouldContain("憲法記念日 Constitution Memorial Day");
    }

    [Fact]
    public async Task what_is_not_for_the_reader_is_nowhere()
    {
        var entered = await directory.ImportAsync(
            new DirectoryDocument
            {
                Offices = [new OfficeLine("tyo", [new("Liaison Office Tokyo", "en")])],
                Posts = [new PostLine("desk", "tyo", "Political desk")],
                People = [new PersonLine("hidden", [new("Hidden Harbourmaster", "en")], "desk")],
                Label = DirectoryNode.Secret,
            }
        );
        var hidden = entered.Value.Single(entry => entry.Key == "hidden").Id;

        (await browser.OpenAsync($"/directory/{hidden}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await NamesAsync("/directory?q=harbourmaster")).ShouldBeEmpty();
        foreach (
            var place in new[] { "/directory", $"/directory/{directory["desk"]}", "/directory.csv", "/find?q=hidden" }
        )
            (await browser.TextAsync(place)).ShouldNotContain("Harbourmaster");
        (await directory.Anna.GetAsync($"/directory/{hidden}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await directory.Anna.GetAsync("/directory?limit=200")).Body.ToString().ShouldNotContain("Harbourmaster");
    }

    [Fact]
    public async Task who_holds_a_post_is_not_told_to_whom_the_person_is_not_for()
    {
        var day = new DateOnly(2020, 1, 1);
        var hidden = new PersonLine("hidden", [new("Hidden Harbourmaster", "en")], "head", day, To: day);
        var document = new DirectoryDocument
        {
            Offices = [new OfficeLine("tyo", [new("Liaison Office Tokyo", "en")])],
            Posts = [new PostLine("desk", "tyo", "Political desk"), new PostLine("head", "tyo", "Head of office")],
        };
        var entered = await directory.ImportAsync(document with { People = [hidden], Label = DirectoryNode.Secret });
        await HoldsOpenlyAsync(entered.Value.Single(entry => entry.Key == "hidden").Id, directory["desk"]);

        foreach (var place in new[] { "/directory", $"/directory/{directory["desk"]}", "/directory.csv" })
        {
            var answer = await browser.OpenAsync(place);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, place);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Harbourmaster");
        }
        var desk = (await directory.Anna.GetAsync($"/directory/{directory["desk"]}")).Body;
        desk.GetProperty("holdings").GetArrayLength().ShouldBe(1);
    }

    // Under a label that everybody here may read, as a node of an earlier version says it.
    private async Task HoldsOpenlyAsync(RecordId person, RecordId post)
    {
        var (maker, node) = (directory.Node.Get<RecordMaker>(), directory.Node.Get<NodeIdentity>());
        var open = (await directory.Node.Get<Ledger>().RunAsync(t => t.Current(post))).ShouldNotBeNull().Header.Label;
        var intent = new RecordIntent(new Author(node.Id, node.Id), open, [Audiences.Everyone]);
        var body = new
        {
            person,
            post,
            from = "2020-01-01",
        };
        (
            await directory.Node.Get<Ledger>().CommitAsync(maker.First(maker.NewId("holding"), intent, body))
        ).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task an_entry_that_is_not_there_is_not_found()
    {
        foreach (var id in new[] { "nothing", RecordId.New("person", directory.Node.Clock.GetUtcNow()).ToString() })
            (await browser.OpenAsync($"/directory/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task the_list_goes_into_a_file_for_spreadsheets()
    {
        var lines = (await browser.TextAsync("/directory.csv?kind=person&q=tanabe")).Split("\r\n");

        lines[0].ShouldStartWith("Id,Kind,Name");
        lines[1]
            .ShouldContain("person,\"Tanabe Kōichi\",\"田辺 孝一\",\"たなべ こういち\",Tanabe,Mr,\"Political desk\"");
        lines.Length.ShouldBe(3);
    }

    [Fact]
    public async Task the_command_box_finds_persons()
    {
        var found = Browser.MainOf(await browser.TextAsync("/find?q=%E7%94%B0%E8%BE%BA"));

        found.ShouldContain($"/directory/{directory["tanabe"]}");
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string path) =>
        [.. (await PageAsync(path)).QuerySelectorAll("main tbody th a").Select(link => Spaced(link.TextContent))];

    private async Task<AngleSharp.Dom.IDocument> PageAsync(string path) =>
        await new HtmlParser().ParseDocumentAsync(await browser.TextAsync(path));

    private static string Cells(AngleSharp.Dom.IElement row) =>
        Spaced(string.Join(' ', row.Children.Select(cell => cell.TextContent)));

    private static string Spaced(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
