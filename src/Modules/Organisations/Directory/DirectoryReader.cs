using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Organisations.Directory;

/// <summary>
/// Keeps the directory in memory, one copy for each set of permitted labels and parties, and reads it anew when a
/// directory record has been committed.
/// </summary>
internal sealed class DirectoryReader(
    ReadGateway gateway,
    DirectoryChanges changes,
    AccessRule rule,
    ITrustedNodes nodes,
    Ledger ledger
) : IDirectory
{
    private readonly ConcurrentDictionary<string, Snapshot> snapshots = new(StringComparer.Ordinal);

    public DirectoryView For(Principal principal)
    {
        var key = rule.ViewerFor(principal).Key;
        if (snapshots.TryGetValue(key, out var known) && known.Seq >= changes.LastSeq)
            return known.View;
        var fresh = new Snapshot(ledger.Head.Seq, Read(principal));
        snapshots[key] = fresh;
        return fresh.View;
    }

    private DirectoryView Read(Principal principal)
    {
        using var db = gateway.Open<DirectoryContext>(principal, static (options, viewer) => new(options, viewer));
        return new DirectoryView(
            db.Parties.AsEnumerable().Select(ToParty),
            db.Persons.AsEnumerable().Select(p => new DirectoryPerson(RecordId.Parse(p.Record), Names(p.Names))),
            [.. db.Holdings.AsEnumerable().Select(ToHolding)],
            [.. db.Subjects.AsEnumerable().Select(ToSubject)],
            [.. db.Routes.OrderByDescending(r => r.Seq).AsEnumerable().Select(ToRuling)],
            nodes.RulesRoutes
        );
    }

    private static Party ToParty(PartyRow row) =>
        new(
            RecordId.Parse(row.Record),
            row.Kind,
            Names(row.Names),
            RecordId.Parse(row.Organisation),
            row.Office is null ? null : RecordId.Parse(row.Office),
            RecordId.Parse(row.Home)
        );

    private static PostHolding ToHolding(HoldingRow row) =>
        new(
            RecordId.Parse(row.Person),
            RecordId.Parse(row.Post),
            Day(row.FirstDay),
            row.LastDay is null ? null : Day(row.LastDay)
        );

    private static RouteRuling ToRuling(RouteRow row) => new(RouteRows.Read(row.Terms), RecordId.Parse(row.Home));

    private static DirectorySubject ToSubject(SubjectRow row) =>
        new(RecordId.Parse(row.Record), Names(row.Names), RecordId.Parse(row.Home));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private static ImmutableArray<LocalisedName> Names(string json) =>
        JsonSerializer.Deserialize<ImmutableArray<LocalisedName>>(json, RecordMaker.BodyJson);

    private sealed record Snapshot(long Seq, DirectoryView View);
}
