using System.Net;
using System.Text;
using Legation.Records.Access;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Organisations;

/// <summary>vCards out and in, without script.</summary>
public sealed class CardsPageTests : IAsyncLifetime
{
    private const string Page = "/directory/cards";
    private DirectoryNode directory = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        directory = await DirectoryNode.StartAsync();
        await directory.Node.AddUserAsync("bo", Duties.Operate);
        browser = await directory.BrowseAsync("bo");
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return directory.DisposeAsync();
    }

    [Fact]
    public async Task a_person_goes_out_as_a_card_in_every_script()
    {
        var card = (await browser.TextAsync($"/directory/{directory["tanabe"]}/card")).Split("\r\n");

        card.ShouldContain("VERSION:4.0");
        card.ShouldContain("FN;ALTID=1;LANGUAGE=ja:田辺 孝一");
        card.ShouldContain("N;ALTID=1;LANGUAGE=ja-Latn:Tanabe;Kōichi;;Mr;");
        card.ShouldContain("TEL;TYPE=\"cell\";VALUE=text:+81 90 0000 0103");
        card.ShouldContain("TITLE:Political desk");
        card.ShouldContain("TZ:Asia/Tokyo");
    }

    [Fact]
    public async Task what_went_out_comes_back_as_the_same()
    {
        var cards = await browser.TextAsync("/directory.vcf");

        var shown = await ReadAsync(cards);

        shown.ShouldContain("0 new, 0 changed, 7 the same, 0 not taken");
        shown.ShouldNotContain("name=\"seen\"");
    }

    [Fact]
    public async Task a_file_is_shown_first_and_taken_over_then()
    {
        var cards =
            Card("FN:Ada Verhoeven", "EMAIL:ada@tokyo.example")
            + Card("FN:Rosalind Castellan", "TEL;TYPE=cell:+81 90 0000 0101")
            + Card("FN:Mal\u202Elory");

        var shown = await ReadAsync(cards);
        shown.ShouldContain("1 new, 1 changed, 0 the same, 1 not taken");
        shown.ShouldContain("202E, which is not seen");
        shown.ShouldNotContain("\u202Elory<");
        (await browser.TextAsync("/directory?q=verhoeven")).ShouldContain("Nothing in the directory is like that.");

        var applied = await ApplyAsync(shown);

        applied.ShouldContain("2 entries were added or changed.");
        (await browser.TextAsync("/directory?q=verhoeven")).ShouldContain("ada@tokyo.example");
        var castellan = await browser.TextAsync($"/directory/{directory["castellan"]}");
        castellan.ShouldContain("81 90 0000 0101");
        castellan.ShouldContain("Family name");
        (await ReadAsync(cards)).ShouldContain("0 new, 0 changed, 2 the same, 1 not taken");
    }

    [Fact]
    public async Task what_has_changed_since_it_was_shown_is_shown_again()
    {
        var shown = await ReadAsync(Card("FN:Rosalind Castellan", "TEL;TYPE=cell:+81 90 0000 0101"));
        var edit = $"/directory/{directory["castellan"]}/edit";
        await browser.PostAsync(
            edit,
            (await browser.FormAsync(edit, "entry")).Filled(("Form.Mail", "r@tokyo.example"))
        );

        (await ApplyAsync(shown)).ShouldContain("The directory has changed meanwhile.");

        (await browser.TextAsync($"/directory/{directory["castellan"]}")).ShouldNotContain("81 90 0000 0101");
    }

    [Fact]
    public async Task a_wrong_file_is_refused_with_its_line() =>
        (await ReadAsync("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:X\r\nnonsense\r\nEND:VCARD")).ShouldContain(
            "Line 4 is no line of a vCard"
        );

    [Fact]
    public async Task two_cards_of_one_person_are_not_both_taken() =>
        (await ReadAsync(Card("FN:Ada Verhoeven") + Card("FN:Ada Verhoeven"))).ShouldContain(
            "1 new, 0 changed, 0 the same, 1 not taken"
        );

    [Fact]
    public async Task who_does_not_operate_the_node_takes_nothing_over()
    {
        using var reading = await directory.BrowseAsync();

        (await reading.OpenAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await reading.TextAsync("/directory")).ShouldNotContain(Page);
    }

    private static string Card(params string[] lines) =>
        string.Join("\r\n", ["BEGIN:VCARD", "VERSION:4.0", .. lines, "END:VCARD", ""]);

    private async Task<string> ReadAsync(string cards)
    {
        var form = await browser.FormAsync(Page, "read");
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in Fields(form))
            body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(cards)), "file", "cards.vcf");
        return Browser.MainOf(await (await browser.PostAsync(Page, body)).Content.ReadAsStringAsync());
    }

    private async Task<string> ApplyAsync(string shown)
    {
        using var answer = new HttpResponseMessage { Content = new StringContent($"<main{shown}") };
        var form = await PageForm.ReadAsync(answer, "apply");
        return Browser.MainOf(await (await browser.PostAsync(Page, form.Filled())).Content.ReadAsStringAsync());
    }

    private static IEnumerable<(string Name, string Value)> Fields(PageForm form) =>
        new[] { "_handler", "__RequestVerificationToken" }.Select(name =>
            (name, form.Find($"input[name='{name}']")!.GetAttribute("value")!)
        );
}
