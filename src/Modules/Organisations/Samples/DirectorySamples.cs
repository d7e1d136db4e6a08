using System.Text.Json;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Organisations.Samples;

/// <summary>Makes the directory of the demonstration network: each node imports its own part.</summary>
internal sealed class DirectorySamples(TimeProvider clock) : ISampleLoader
{
    private static readonly TimeSpan Before = TimeSpan.FromDays(40);

    public SamplePhase Phase => SamplePhase.Directory;

    public async Task LoadAsync(SampleNetwork network, CancellationToken cancellation)
    {
        var since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddMonths(-14);
        var label = LabelJson.TryRead(network.Definition.GetProperty("directoryLabel"), out _)!;
        network.Clock.Set(clock.GetUtcNow() - Before);
        await Task.WhenAll(network.Nodes.Select(node => EnterAsync(node, label, since)));
        foreach (var route in network.Definition.GetProperty("routes").EnumerateArray())
            await network[Text(route, "by")]
                .Services.GetRequiredService<DirectoryRegistrar>()
                .RouteAsync(Terms(network, route), new Entering(label));
    }

    private static RouteTerms Terms(SampleNetwork network, JsonElement route)
    {
        var via = Text(route, "via");
        var terms = RouteTerms.Of(
            network.Party(Text(route, "sender")),
            via == RouteLine.Direct ? null : network.Party(via)
        ) with
        {
            Subject = route.TryGetProperty("subject", out var subject) ? network.Party(subject.GetString()!) : null,
        };
        return route.TryGetProperty("mode", out var mode) && mode.GetString() == RouteLine.Copy
            ? terms with
            {
                Mode = RouteMode.Copy,
            }
            : terms;
    }

    private static async Task EnterAsync(SampleNode node, Label label, DateOnly since)
    {
        var written = node.Definition.Deserialize<DirectoryDocument>(RecordMaker.BodyJson)!;
        var (place, zone) = (Text(node.Definition, "place"), Text(node.Definition, "zone"));
        var document = written with
        {
            Organisation = written.Organisation! with { Place = place, Zone = zone },
            Offices = [.. written.Offices!.Select(office => office with { Place = place, Zone = zone })],
            People = [.. People(node, written.People!, since)],
            Label = label,
        };
        var entered = (await node.Services.GetRequiredService<DirectoryImport>().RunAsync(document)).Value;
        foreach (var entry in entered.Where(entry => entry.Id.Kind is "office" or "post" or "subject"))
            node.Parties[entry.Key] = entry.Id;
        foreach (var person in written.People!)
            node.Seats[person.User] = new SampleSeat(
                entered.First(entry => entry.Id.Kind == "person" && entry.Key == person.User).Id,
                node.Parties[person.Post]
            );
    }

    // Who holds the posts now, who held them before, and who stood in for a fortnight.
    private static IEnumerable<PersonLine> People(SampleNode node, IReadOnlyList<PersonLine> now, DateOnly since) =>
        now.Select(person => person with { From = since })
            .Concat(
                Lines(node, "former")
                    .Select(person => person with { From = since.AddYears(-3), To = since.AddDays(-1) })
            )
            .Concat(
                Lines(node, "acted")
                    .Select(person => person with { From = since.AddMonths(9), To = since.AddMonths(9).AddDays(13) })
            );

    private static IReadOnlyList<PersonLine> Lines(SampleNode node, string list) =>
        node.Definition.TryGetProperty(list, out var lines)
            ? lines.Deserialize<IReadOnlyList<PersonLine>>(RecordMaker.BodyJson)!
            : [];

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
