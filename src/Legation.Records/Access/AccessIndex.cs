using System.Collections.Concurrent;
using Legation.Records.Storage;

namespace Legation.Records.Access;

/// <summary>
/// In memory, for each kind, where its current records stand and what label and audience they have: some 25 bytes for
/// a record. No shape of a query finds a page quickly for those who may see nearly all, and for those who may see
/// nearly nothing. The ledger's writer keeps it; readers see it as last committed.
/// </summary>
internal sealed class AccessIndex
{
    private readonly ConcurrentDictionary<string, KindIndex> kinds = new(StringComparer.Ordinal);
    private readonly List<Change> pending = [];
    private long newest;
    private long disturbances;

    /// <summary>How much the running transaction has changed so far; for setting back.</summary>
    public int PendingChanges => pending.Count;

    /// <summary>Positions before one that the viewer may see, the newest first, and how many were passed for it.</summary>
    public IEnumerable<(long Seq, int Passed)> Before(string kind, long before, Viewer viewer) =>
        kinds.TryGetValue(kind, out var index) ? index.Before(before, viewer) : [];

    /// <summary>
    /// How often something changed that stood before the journal's end: a record that was held took effect at its old
    /// position, or one came to have another label.
    /// </summary>
    public long Disturbances => Volatile.Read(ref disturbances);

    /// <summary>What is known of the records of a kind; null if there are none.</summary>
    public KindIndex? Of(string kind) => kinds.GetValueOrDefault(kind);

    /// <summary>The kind of the current record at a position, if the viewer may see it; else null.</summary>
    public string? KindAt(long seq, Viewer viewer)
    {
        foreach (var (kind, index) in kinds)
            if (index.Shows(seq, viewer))
                return kind;
        return null;
    }

    /// <summary>In the running transaction a version becomes current, in the place of another.</summary>
    public void Replace(RecordId id, long? former, long seq, int label, int audience) =>
        pending.Add(new Change(id, former, seq, label, audience));

    /// <summary>The transaction is durable. Returns what it changed, as it stood before and stands now.</summary>
    public IReadOnlyList<ChangedRecord> Publish()
    {
        var changed = pending.ConvertAll(Publish);
        pending.Clear();
        return changed;
    }

    /// <summary>What came after so many changes is undone.</summary>
    public void SetBack(int changes) => pending.RemoveRange(changes, pending.Count - changes);

    /// <summary>Reads all of it from the store.</summary>
    public void Reload(IReadSession session)
    {
        pending.Clear();
        kinds.Clear();
        foreach (
            var (kind, seq, label, audience) in session.Query(
                "SELECT kind, seq, label, audience FROM current ORDER BY seq",
                r => (string.Intern(r.GetString(0)), r.GetInt64(1), r.GetInt32(2), r.GetInt32(3))
            )
        )
            kinds.GetOrAdd(kind, _ => new KindIndex()).Put(seq, label, audience);
        Interlocked.Increment(ref disturbances);
    }

    private ChangedRecord Publish(Change change)
    {
        var index = kinds.GetOrAdd(change.Id.Kind, _ => new KindIndex());
        var before = index.AccessAt(change.Former ?? change.Seq);
        if (Disturbs(change, index.AccessAt(change.Seq)))
            Interlocked.Increment(ref disturbances);
        newest = Math.Max(newest, change.Seq);
        if (change.Former is { } former)
            index.Remove(former);
        index.Put(change.Seq, change.Label, change.Audience);
        return new ChangedRecord(change.Id, before, Stretch.Pack(change.Label, change.Audience));
    }

    private bool Disturbs(Change change, long stood) =>
        stood == 0 ? change.Seq < newest : (int)(stood >> 32) != change.Label;

    private readonly record struct Change(RecordId Id, long? Former, long Seq, int Label, int Audience);
}
