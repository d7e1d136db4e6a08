using Legation.Records.Storage;

namespace Legation.Records.Access;

/// <summary>What somebody may know of some changes.</summary>
/// <param name="Seen">Records that are new to him or changed, each once.</param>
/// <param name="HasLost">Whether he could see one before that he cannot see now.</param>
public sealed record Sighting(IReadOnlyList<RecordId> Seen, bool HasLost);

/// <summary>
/// What is committed, as somebody may see it: of what he may not, no change is told, nor that there was one. Whoever
/// shows it says so to the gateway.
/// </summary>
public sealed class VisibleChanges(IRecordStore store, Ledger ledger, AccessRule rule)
{
    // Whoever was away longer reads his lists again.
    private const int MostAtOnce = 1000;

    /// <summary>The journal's end: what is read afterwards has all that was committed before.</summary>
    public long Now => ledger.Changes.Last;

    /// <summary>Listens to commits from now on.</summary>
    public ChangeListener Listen() => ledger.Changes.Listen();

    /// <summary>Changes of some kinds of records, as the principal may see them.</summary>
    public Sighting Of(Principal principal, IEnumerable<CommittedChanges> committed, IReadOnlySet<string> kinds)
    {
        var changed = committed.SelectMany(one => one.Records).Where(one => kinds.Contains(one.Id.Kind)).ToList();
        return new Sighting(
            [.. changed.Where(one => Sees(principal, one.Now)).Select(one => one.Id).Distinct()],
            changed.Exists(one => Sees(principal, one.Before) && !Sees(principal, one.Now))
        );
    }

    /// <summary>
    /// The same of what took effect after one position and up to another, as it stands now; null if it is too much to
    /// tell. A record that is no longer to be seen is not told.
    /// </summary>
    public Sighting? Between(Principal principal, long after, long upTo, IReadOnlySet<string> kinds)
    {
        using var journal = new Journal(store);
        object?[] bounds = [after, upTo, .. kinds];
        var seen = journal
            .Query(JournalSql.EffectiveAfter(kinds.Count), JournalSql.MapEffective, bounds)
            .Where(one => rule.Permits(principal, one.Label, one.Audience))
            .Take(MostAtOnce + 1)
            .ToList();
        if (seen.Count > MostAtOnce)
            return null;
        var records = seen.Select(one => journal.At(one.Seq)).OfType<AppliedRecord>().ToList();
        // By a grant or another label somebody sees, or does not see, what took effect long before.
        var others = records.Where(ChangesOthers).SelectMany(one => one.Header.References).Select(one => one.Id);
        var visible = others.ToLookup(id => MaySee(principal, journal, id));
        return new Sighting(
            [.. visible[true].Concat(records.Select(one => one.Header.Id)).Distinct()],
            HasLost: visible[false].Any()
        );
    }

    private bool ChangesOthers(AppliedRecord record) =>
        ledger.KindOf(record.Header.Id) is { } kind
        && (kind.Relabels(record.Record) is not null || kind.Grants(record.Record).Any());

    private bool MaySee(Principal principal, Journal journal, RecordId id) =>
        journal.Current(id) is { } record && rule.Permits(principal, record.Label, record.Audience);

    private bool Sees(Principal principal, long access) =>
        access != 0 && rule.Permits(principal, (int)(access >> 32), (int)access);
}
