using System.Collections.Concurrent;
using System.Globalization;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Organisations.Names;
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

    public DirectoryView For(Principal principal) => At(principal).View;

    /// <summary>All that the entries say, for the directory's own pages.</summary>
    public DirectoryBook BookFor(Principal principal) => At(principal).Book;

    private Snapshot At(Principal principal)
    {
        var key = rule.ViewerFor(principal).Key;
        if (snapshots.TryGetValue(key, out var known) && known.Seq >= changes.LastSeq)
            return known;
        // Before the rows are read: what is committed meanwhile makes it read again.
        var seq = ledger.Head.Seq;
        return snapshots[key] = Read(principal, seq);
    }

    private Snapshot Read(Principal principal, long seq)
    {
        using var db = gateway.Open<DirectoryContext>(principal, static (options, viewer) => new(options, viewer));
        var entries = db.Parties.AsEnumerable().Select(ToEntry).Concat(db.Persons.AsEnumerable().Select(ToEntry));
        var book = new DirectoryBook(entries, db.Holdings.AsEnumerable().Where(NamesPerson).Select(ToHolding));
        var view = new DirectoryView(
            book.Entries.Where(entry => entry.Kind != "person").Select(ToParty),
            book.Entries.Where(entry => entry.Kind == "person").Select(p => new DirectoryPerson(p.Id, p.Names)),
            [.. book.Holdings.Select(h => new PostHolding(h.Person, h.Post, h.From, h.To))],
            [.. db.Subjects.AsEnumerable().Select(ToSubject)],
            [.. db.Routes.OrderByDescending(r => r.Seq).AsEnumerable().Select(ToRuling)],
            nodes.RulesRoutes
        );
        return new Snapshot(seq, view, book);
    }

    private DirectoryEntry ToEntry(PartyRow row) =>
        new(
            RecordId.Parse(row.Record),
            NamesJson.Read(row.Names),
            RecordId.Parse(row.Home),
            EntryDetails.Read(row.Details),
            rule.LabelAt(row.Label)
        )
        {
            Organisation = RecordId.Parse(row.Organisation),
            Office = row.Office is null ? null : RecordId.Parse(row.Office),
        };

    private DirectoryEntry ToEntry(PersonRow row) =>
        new(
            RecordId.Parse(row.Record),
            NamesJson.Read(row.Names),
            RecordId.Parse(row.Home),
            EntryDetails.Read(row.Details),
            rule.LabelAt(row.Label)
        );

    private static Party ToParty(DirectoryEntry entry) =>
        new(entry.Id, entry.Kind, entry.Names, entry.Organisation!.Value, entry.Office, entry.Home);

    // A peer may have said that nobody holds a post.
    private static bool NamesPerson(HoldingRow row) => RecordId.TryParse(row.Person, out _);

    private static Holding ToHolding(HoldingRow row) =>
        new(
            RecordId.Parse(row.Record),
            RecordId.Parse(row.Person),
            RecordId.Parse(row.Post),
            Day(row.FirstDay),
            row.LastDay is null ? null : Day(row.LastDay),
            row.ActingFor is null ? null : RecordId.Parse(row.ActingFor)
        );

    private static RouteRuling ToRuling(RouteRow row) => new(RouteRows.Read(row.Terms), RecordId.Parse(row.Home));

    private static DirectorySubject ToSubject(SubjectRow row) =>
        new(RecordId.Parse(row.Record), NamesJson.Read(row.Names), RecordId.Parse(row.Home));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private sealed record Snapshot(long Seq, DirectoryView View, DirectoryBook Book);
}
