using System.Collections.Immutable;
using System.Text.Json;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Organisations.Samples;

/// <summary>Makes the directory of the demonstration network: each node enters its own part.</summary>
internal sealed class DirectorySamples(TimeProvider clock) : ISampleLoader
{
    private static readonly TimeSpan Before = TimeSpan.FromDays(40);

    private static readonly Label Published = new()
    {
        Policy = "LEGATION-DEMO",
        Classification = "UNCLASSIFIED",
        MembershipEpoch = 1,
        Categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(
            "releasableTo",
            ["ALLIANCE", "AUS", "JPN", "KOR", "NZL"]
        ),
    };

    public SamplePhase Phase => SamplePhase.Directory;

    public async Task LoadAsync(SampleNetwork network, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        network.Clock.Set(clock.GetUtcNow() - Before);
        await Task.WhenAll(network.Nodes.Select(node => EnterAsync(node, today)));
        foreach (var route in network.Definition.GetProperty("routes").EnumerateArray())
            await Registrar(network[Text(route, "by")])
                .RouteThroughAsync(network.Party(Text(route, "sender")), network.Party(Text(route, "via")), Published);
    }

    private static async Task EnterAsync(SampleNode node, DateOnly today)
    {
        var registrar = Registrar(node);
        var (place, zone) = (Text(node.Definition, "place"), Text(node.Definition, "zone"));
        await registrar.OrganisationAsync(Names(node.Definition.GetProperty("organisation")), place, zone, Published);
        foreach (var office in node.Definition.GetProperty("offices").EnumerateArray())
            node.Parties[Text(office, "key")] = await registrar.OfficeAsync(Names(office), place, zone, Published);
        foreach (var post in node.Definition.GetProperty("posts").EnumerateArray())
            node.Parties[Text(post, "key")] = await registrar.PostAsync(
                [new LocalisedName(Text(post, "title"), "en")],
                node.Parties[Text(post, "office")],
                Published
            );
        foreach (var person in node.Definition.GetProperty("people").EnumerateArray())
            await SeatAsync(node, registrar, person, today);
    }

    private static async Task SeatAsync(
        SampleNode node,
        DirectoryRegistrar registrar,
        JsonElement person,
        DateOnly today
    )
    {
        var post = node.Parties[Text(person, "post")];
        var id = await registrar.PersonAsync(Names(person), Published);
        await registrar.HoldingAsync(id, post, today.AddMonths(-14), null, Published);
        node.Seats[Text(person, "user")] = new SampleSeat(id, post);
    }

    private static DirectoryRegistrar Registrar(SampleNode node) =>
        node.Services.GetRequiredService<DirectoryRegistrar>();

    private static ImmutableArray<LocalisedName> Names(JsonElement of) =>
        of.GetProperty("name").Deserialize<ImmutableArray<LocalisedName>>(RecordMaker.BodyJson);

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
