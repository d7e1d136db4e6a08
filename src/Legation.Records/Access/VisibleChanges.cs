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

    /// <summary>Changes of some kinds of records, as the principal may see them after all of them.</summary>
    public Sighting Of(Principal principal, IEnumerable<CommittedChanges> committed, IReadOnlySet<string> kinds)
    {
        var changed = committed.SelectMany(one => one.Records).Where(one => kinds.Contains(one.Id.Kind)).ToList();
        var last = new Dictionary<RecordId, long>();
        foreach (var one in changed)
            last[one.Id] = one.Now;
        return new Sighting(
            [.. changed.Select(one => one.Id).Distinct().Where(id => Sees(principal, last[id]))],
            changed.Exists(one => Sees(principal, one.Before) && !Sees(principal, last[one.Id]))
        );
    }

    /// <summary>
    /// The same of what changed after one position and up to another, as it stands now; null if it is too much to tell. A
    /// record that is no longer to be seen is not told, and counts as lost if it was to be seen until one of the changes.
    /// </summary>
    public Sighting? Between(Principal principal, long after, long upTo, IReadOnlySet<string> kinds)
    {
        using var journal = new Journal(store);
        object?[] bounds = [after, upTo, .. kinds];
        var seen = journal
            .Query(ChangesSql.Changed(kinds.Count), ChangesSql.MapChanged, bounds)
            .Where(one => Sees(principal, one.Now))
            .Select(one => one.Id)
            .Distinct()
            .Take(MostAtOnce + 1)
            .ToList();
        return seen.Count > MostAtOnce
            ? null
            : new Sighting(
                seen,
                journal
                    .Query(ChangesSql.Before(kinds.Count), ChangesSql.MapBefore, bounds)
                    .Exists(one => Sees(principal, one.Before) && !Sees(principal, one.Now))
            );
    }

    private bool Sees(Principal principal, long access) =>
        access != 0 && rule.Permits(principal, (int)(access >> 32), (int)access);
}
