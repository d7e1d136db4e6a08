using System.Collections.Immutable;
using System.Net;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Organisations;

/// <summary>Who holds a post is for nobody whom the label of the post, of the person or of who is absent keeps out.</summary>
public sealed class HoldingLabelTests : IAsyncLifetime
{
    private DirectoryNode directory = null!;
    private Officer operating = null!;

    public async ValueTask InitializeAsync()
    {
        directory = await DirectoryNode.StartAsync();
        await directory.Node.AddUserAsync("bo", Duties.Operate);
        operating = new Officer(default, directory.Node.Call(await directory.Node.TokenAsync("bo")));
        var cleared = ClearanceText.Least(ShippedPolicies.LegationDemo) with
        {
            Classifications = ["UNCLASSIFIED", "SECRET"],
            Categories = Releasable("ALLIANCE", "KOR"),
        };
        await directory.Node.Get<AccountRegister>().SetClearanceAsync("bo", ClearanceText.Write(cleared), "test");
    }

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    [Fact]
    public async Task that_everybody_s_person_holds_everybody_s_post_is_for_everybody()
    {
        var holding = await AppointAsync(directory["castellan"], null);

        await StatesAsync(holding, "UNCLASSIFIED", HttpStatusCode.OK);
    }

    [Fact]
    public async Task that_a_secret_person_holds_everybody_s_post_is_secret_and_so_it_is_when_it_ends()
    {
        var holding = await AppointAsync(await SecretPersonAsync(), null);
        await StatesAsync(holding, "SECRET", HttpStatusCode.NotFound);

        var ended = await operating.PostAsync($"/directory/holdings/{holding}/end", new { to = "2026-03-31" });

        ended.Status.ShouldBe(HttpStatusCode.OK, ended.Body.ToString());
        await StatesAsync(holding, "SECRET", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task that_somebody_acts_for_a_secret_person_is_secret()
    {
        var holding = await AppointAsync(directory["castellan"], await SecretPersonAsync());

        await StatesAsync(holding, "SECRET", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_a_document_without_a_label_says_of_a_secret_person_is_secret()
    {
        var person = await SecretPersonAsync();
        await directory.ImportAsync(With(Hidden with { Post = "desk", From = null, To = null }));

        var desk = (await operating.GetAsync($"/directory/{directory["desk"]}")).Body;
        var holding = desk.GetProperty("holdings")
            .EnumerateArray()
            .Single(held => held.GetProperty("person").GetString() == person.ToString());
        await StatesAsync(
            RecordId.Parse(holding.GetProperty("record").GetString()!),
            "SECRET",
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task where_the_labels_have_nothing_in_common_nobody_is_appointed()
    {
        var apart = DirectoryNode.Secret with { Classification = "UNCLASSIFIED", Categories = Releasable("KOR") };
        (await directory.ImportAsync(With(Hidden) with { Label = apart }))
            .Refusal.ShouldNotBeNull()
            .Code.ShouldBe("no-label");
        var found = (await operating.GetAsync("/directory?q=harbourmaster")).Body.GetProperty("items");

        var answer = await operating.PostAsync(
            $"/directory/{directory["desk"]}/holders",
            new { person = found[0].GetProperty("id").GetString(), from = "2026-03-01" }
        );

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Body.ToString().ShouldContain("no-label");
        var desk = (await operating.GetAsync($"/directory/{directory["desk"]}")).Body;
        desk.GetProperty("holdings").GetArrayLength().ShouldBe(1);
    }

    private static PersonLine Hidden { get; } =
        new(
            "hidden",
            [new LocalisedName("Hidden Harbourmaster", "en")],
            "head",
            new DateOnly(2020, 1, 1),
            To: new DateOnly(2020, 1, 1)
        );

    private static DirectoryDocument With(PersonLine person) =>
        new()
        {
            Offices = [new OfficeLine("tyo", [new("Liaison Office Tokyo", "en")])],
            Posts = [new PostLine("desk", "tyo", "Political desk"), new PostLine("head", "tyo", "Head of office")],
            People = [person],
        };

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Releasable(params string[] to) =>
        ImmutableSortedDictionary.CreateRange(
            StringComparer.OrdinalIgnoreCase,
            [KeyValuePair.Create("releasableTo", to.ToImmutableArray())]
        );

    private async Task<RecordId> SecretPersonAsync() =>
        (await directory.ImportAsync(With(Hidden) with { Label = DirectoryNode.Secret }))
            .Value.Single(entry => entry.Key == "hidden")
            .Id;

    private async Task<RecordId> AppointAsync(RecordId person, RecordId? actingFor)
    {
        var appointed = await operating.PostAsync(
            $"/directory/{directory["desk"]}/holders",
            new
            {
                person = person.ToString(),
                from = "2026-03-01",
                actingFor = actingFor?.ToString(),
            }
        );
        appointed.Status.ShouldBe(HttpStatusCode.Created, appointed.Body.ToString());
        return RecordId.Parse(appointed["id"]!);
    }

    private async Task StatesAsync(RecordId holding, string classification, HttpStatusCode forAnna)
    {
        var record = await directory.Node.Get<Ledger>().RunAsync(t => t.Current(holding));
        record.ShouldNotBeNull().Header.Label.Classification.ShouldBe(classification);
        (await directory.Anna.GetAsync($"/records/{holding}")).Status.ShouldBe(forAnna);
    }
}
