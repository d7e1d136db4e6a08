using Legation.Dispatches.Model;
using Legation.Records;
using Microsoft.EntityFrameworkCore;

namespace Legation.Dispatches.Reading;

/// <summary>
/// What is open for those who ask often, kept in memory: few of all the dispatches that somebody is to answer, or waits
/// for an answer to, are still open, and finding them among the others takes longer than a page may. Counted anew is only
/// what something was done about since. What is given may hold one that is settled by now, and misses none.
/// </summary>
internal sealed class OpenMatters(Ledger ledger)
{
    // As many readers as a node may have at a time; what is thrown away is found again.
    private const int MostKept = 2000;
    private const int Chunk = 4000;

    private readonly Dictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Where the open ones stand, the newest first.</summary>
    /// <param name="db">What the viewer may have.</param>
    /// <param name="matter">Names the query, with all that it depends on beside the viewer.</param>
    /// <param name="query">What makes a dispatch open.</param>
    /// <param name="all">Where open ones may stand; asked for when nothing is kept.</param>
    public IReadOnlyList<long> Positions(
        DispatchesContext db,
        string matter,
        IQueryable<DispatchRow> query,
        Func<IEnumerable<long>> all
    )
    {
        var found = Of($"{matter}|{db.ViewerKey}");
        // What is journalled while the store is asked is looked at again the next time.
        var (head, disturbances) = (ledger.Head.Seq, db.Disturbances);
        lock (found)
        {
            if (disturbances == found.Disturbances && found.UpTo > 0)
                Follow(found, db, query);
            else
                found.Begin(all().Chunk(Chunk).SelectMany(chunk => Among(query, chunk)));
            (found.UpTo, found.Disturbances) = (head, disturbances);
            return found.Positions;
        }
    }

    private static void Follow(Kept found, DispatchesContext db, IQueryable<DispatchRow> query)
    {
        var from = found.UpTo;
        var changed = db
            .Steps.Where(s => s.Seq > from)
            .Select(s => s.Dispatch)
            .Union(db.Dispatches.Where(d => d.Seq > from).Select(d => d.Record))
            .ToList();
        if (changed.Count == 0)
            return;
        // An answer that is cancelled settles nothing any more.
        changed.AddRange(
            db.Steps.Where(s => s.Step == Step.Replied && EF.Parameter(changed).Contains(s.Record))
                .Select(s => s.Dispatch)
        );
        found.Replace(changed, Open(query.Where(d => EF.Parameter(changed).Contains(d.Record))));
    }

    private static List<Matter> Among(IQueryable<DispatchRow> query, long[] positions) =>
        Open(query.Where(d => EF.Parameter(positions).Contains(d.Seq)));

    private static List<Matter> Open(IQueryable<DispatchRow> query) =>
        query.Select(d => new Matter(d.Record, d.Seq)).ToList();

    private Kept Of(string key)
    {
        lock (gate)
        {
            if (kept.TryGetValue(key, out var known))
                return known;
            if (kept.Count == MostKept)
                kept.Clear();
            return kept[key] = new Kept();
        }
    }

    private readonly record struct Matter(Guid Dispatch, long Seq);

    private sealed class Kept
    {
        private Dictionary<Guid, long> open = [];
        private List<long>? positions;

        public long UpTo { get; set; }

        public long Disturbances { get; set; }

        public IReadOnlyList<long> Positions => positions ??= [.. open.Values.OrderDescending()];

        public void Begin(IEnumerable<Matter> all)
        {
            open = all.ToDictionary(one => one.Dispatch, one => one.Seq);
            positions = null;
        }

        public void Replace(IEnumerable<Guid> changed, IEnumerable<Matter> now)
        {
            foreach (var dispatch in changed)
                if (open.Remove(dispatch))
                    positions = null;
            foreach (var (dispatch, seq) in now)
            {
                open[dispatch] = seq;
                positions = null;
            }
        }
    }
}
