using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Organisations;

/// <summary>What a document may say of an entry, and what is shown of what others have said.</summary>
public sealed class EntryRuleTests : IAsyncLifetime
{
    private static readonly LocalisedName Good = new("Good name", "en");
    private DirectoryNode directory = null!;

    public async ValueTask InitializeAsync() => directory = await DirectoryNode.StartAsync();

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    [Theory]
    [InlineData("Mal\u202Elory", "people[0].name[0].text has the character U+202E")]
    [InlineData("Mal\u2067lory", "people[0].name[0].text has the character U+2067")]
    [InlineData("Mal\u200Blory", "people[0].name[0].text has the character U+200B")]
    [InlineData("Mal\nlory", "people[0].name[0].text has the character U+000A")]
    [InlineData("Mallory 🌸", "people[0].name[0].text has the character U+1F338, which is a picture or sign")]
    [InlineData(" ", "people[0].name[0].text is empty")]
    public async Task a_name_that_could_deceive_is_refused_with_its_place_and_the_rule(string name, string said) =>
        (await RefusalAsync(new PersonLine("mallory", [new(name, "en")], "desk"))).ShouldStartWith(said);

    [Theory]
    [InlineData("فاطمه حسینی", "fa")]
    [InlineData("محمد\u200Cرضا", "fa")]
    [InlineData("क्ष\u200Dम", "hi")]
    [InlineData("Seán O’Neill-Díaz", "ga")]
    [InlineData("𠮷田 一郎", "ja")]
    public async Task names_in_the_world_s_scripts_are_taken(string name, string lang) =>
        (await ImportAsync(new PersonLine("new", [new(name, lang)], "desk"))).Refusal.ShouldBeNull();

    [Fact]
    public async Task a_family_name_begins_or_ends_the_name() =>
        (
            await RefusalAsync(new PersonLine("x", [new("Anna Maria Berg", "de", Family: "Maria")], "desk"))
        ).ShouldStartWith("people[0].name[0].text neither begins nor ends");

    [Theory]
    [InlineData("call me", null, "people[0].contact.telephone is no number")]
    [InlineData(null, "a b@c.example", "people[0].contact.mail is no mail address")]
    [InlineData(null, "Anna <a@c.example>", "people[0].contact.mail is no mail address")]
    public async Task numbers_and_addresses_are_checked(string? telephone, string? mail, string said) =>
        (await RefusalAsync(new PersonLine("x", [Good], "desk", Contact: new(telephone, Mail: mail)))).ShouldStartWith(
            said
        );

    [Theory]
    [InlineData("Mars/Olympus", null, "offices[0].zone is Mars/Olympus")]
    [InlineData(null, "Japan", "offices[0].country is Japan")]
    public async Task a_zone_and_a_country_are_known(string? zone, string? country, string said) =>
        (
            await directory.ImportAsync(
                new DirectoryDocument { Offices = [new OfficeLine("o", [Good], null, zone, Country: country)] }
            )
        )
            .Refusal.ShouldNotBeNull()
            .Sentence.ShouldStartWith(said);

    [Theory]
    [InlineData("02-30")]
    [InlineData("2025-02-29")]
    [InlineData("yesterday")]
    public async Task a_day_is_one_of_the_calendar(string day) =>
        (
            await directory.ImportAsync(
                new DirectoryDocument
                {
                    Offices = [new OfficeLine("o", [Good]) { Days = [new SpecialDay(day, [Good])] }],
                }
            )
        )
            .Refusal.ShouldNotBeNull()
            .Sentence.ShouldStartWith("offices[0].days[0].day is no day");

    [Fact]
    public async Task nobody_holds_a_post_backwards() =>
        (
            await RefusalAsync(
                new PersonLine("x", [Good], "desk", new DateOnly(2026, 5, 2), To: new DateOnly(2026, 5, 1))
            )
        ).ShouldBe("people[0].to is before the first day.");

    [Fact]
    public async Task a_line_with_an_id_leaves_what_it_does_not_say_and_a_holding_that_was_ended_stays_ended()
    {
        await ImportAsync(new PersonLine("t", [new("Tanabe Kōichi", "ja-Latn")], "desk", Id: directory["tanabe"]));
        await ImportAsync(
            new PersonLine("o", [new("Beatrice Okonjo", "en")], "head", new DateOnly(2021, 1, 1), directory["okonjo"])
        );

        var person = (await directory.Anna.GetAsync($"/directory/{directory["tanabe"]}")).Body;
        person
            .GetProperty("entry")
            .GetProperty("contact")
            .GetProperty("mail")
            .GetString()
            .ShouldBe("koichi@tokyo.example");
        var former = (await directory.Anna.GetAsync($"/directory/{directory["okonjo"]}")).Body;
        former.GetProperty("holdings")[0].GetProperty("to").GetString().ShouldBe("2024-06-01");
    }

    [Fact]
    public async Task what_another_node_has_entered_is_shown_without_marks_of_direction()
    {
        // What a node of an earlier version, or a hostile one, may have signed.
        var maker = directory.Node.Get<RecordMaker>();
        var node = directory.Node.Get<NodeIdentity>();
        var before = (
            await directory.Node.Get<Ledger>().RunAsync(t => t.Current(directory["tanabe"]))
        ).ShouldNotBeNull();
        var names = new[] { new { text = "Mal\u202Elory \u2067x\u2069", lang = "en" } };
        var intent = new RecordIntent(new Author(node.Id, node.Id), before.Header.Label, [Audiences.Everyone]);
        (
            await directory.Node.Get<Ledger>().CommitAsync(maker.Next(before, intent, new { names }))
        ).Refusal.ShouldBeNull();

        using var browser = await directory.BrowseAsync();
        foreach (var place in new[] { "/directory", $"/directory/{directory["tanabe"]}", "/directory.csv" })
        {
            var page = await browser.TextAsync(place);
            page.ShouldContain("Mallory x");
            page.ShouldNotContain("\u202E");
        }
    }

    private async Task<string> RefusalAsync(PersonLine line) =>
        (await ImportAsync(line)).Refusal.ShouldNotBeNull().Sentence;

    private Task<Outcome<IReadOnlyList<ImportedEntry>>> ImportAsync(PersonLine line) =>
        directory.ImportAsync(
            new DirectoryDocument
            {
                Offices = [new OfficeLine("tyo", [new("Liaison Office Tokyo", "en")])],
                Posts = [new PostLine("desk", "tyo", "Political desk"), new PostLine("head", "tyo", "Head of office")],
                People = [line],
            }
        );
}
