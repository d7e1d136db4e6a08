using System.Text.Json;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Organisations;

/// <summary>A node whose directory has an office with two posts, and who holds and held them.</summary>
internal sealed class DirectoryNode : IAsyncDisposable
{
    public static LocalisedName Tanabe { get; } = new("田辺 孝一", "ja", "たなべ こういち", "田辺");

    public TestNode Node { get; private init; } = null!;

    /// <summary>The program of anna, who reads.</summary>
    public Officer Anna { get; private init; } = null!;

    public IReadOnlyList<ImportedEntry> Entries { get; private init; } = [];

    public static async Task<DirectoryNode> StartAsync()
    {
        var node = await TestNode.StartAsync();
        await node.AddUserAsync("anna", Duties.Write);
        return new DirectoryNode
        {
            Node = node,
            Anna = new Officer(default, node.Call(await node.TokenAsync("anna"))),
            Entries = (await ImportAsync(node, Document)).Value,
        };
    }

    public RecordId this[string key] => Entries.First(entry => entry.Key == key).Id;

    public Task<Outcome<IReadOnlyList<ImportedEntry>>> ImportAsync(DirectoryDocument document) =>
        ImportAsync(Node, document);

    public async Task<Browser> BrowseAsync(string user = "anna")
    {
        var browser = Node.Browse();
        await browser.SignInAsync(user, TestNode.Password);
        return browser;
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();

    /// <summary>A label that the test's accounts are not cleared for.</summary>
    public static Label Secret { get; } =
        LabelJson.TryRead(JsonSerializer.SerializeToElement(DemoLabels.Label("SECRET")), out _)!;

    private static Task<Outcome<IReadOnlyList<ImportedEntry>>> ImportAsync(TestNode node, DirectoryDocument document) =>
        node.Get<DirectoryImport>().RunAsync(document);

    private static DirectoryDocument Document { get; } =
        new()
        {
            Organisation = new OrganisationLine(
                [new("Alliance Office in the North", "en")],
                "Oslo",
                "Europe/Oslo",
                "NO"
            ),
            Offices =
            [
                new OfficeLine("tyo", [new("Liaison Office Tokyo", "en")], "Tokyo", "Asia/Tokyo", Country: "JP")
                {
                    Days = [new SpecialDay("05-03", [new("憲法記念日", "ja"), new("Constitution Memorial Day", "en")])],
                },
            ],
            Posts =
            [
                new PostLine("head", "tyo", "Head of office") { Contact = new(DutyNumber: "+81 3 0000 0199") },
                new PostLine("desk", "tyo", "Political desk") { Name = [new("政務班", "ja")] },
            ],
            People =
            [
                new PersonLine(
                    "okonjo",
                    [new("Beatrice Okonjo", "en", Family: "Okonjo")],
                    "head",
                    Day(2021, 1),
                    To: Day(2024, 6)
                ),
                new PersonLine(
                    "castellan",
                    [new("Rosalind Castellan", "en", Family: "Castellan")],
                    "head",
                    Day(2024, 7)
                ),
                new PersonLine(
                    "tanabe",
                    [Tanabe, new("Tanabe Kōichi", "ja-Latn", Family: "Tanabe")],
                    "desk",
                    Day(2023, 4),
                    FormOfAddress: "Mr",
                    Contact: new("+81 3 0000 0103", "+81 90 0000 0103", Mail: "koichi@tokyo.example")
                ),
                new PersonLine("tanabe", [Tanabe], "head", Day(2025, 5), To: Day(2025, 6), ActingFor: "castellan"),
            ],
        };

    private static DateOnly Day(int year, int month) => new(year, month, 1);
}
