using Legation.Dispatches.Model;
using Legation.Dispatches.TimeLimits;

namespace Legation.Dispatches.Reading;

/// <summary>
/// What an office is to clear, the most pressing first: by precedence, then by when the office's time ends; behind all that
/// waits what has gone on without it. Of a register that nobody could work off, the newest are ordered so, and then come
/// the others by date.
/// </summary>
internal sealed class ClearingOrder(DueTimes terms)
{
    private const int MostOrdered = DispatchReader.CountedUpTo;

    /// <summary>A page, and where the next begins.</summary>
    /// <param name="db">What the viewer may have.</param>
    /// <param name="query">The register.</param>
    /// <param name="position">How many come before; beyond those that are ordered, less than 0: the place in the journal.</param>
    /// <param name="limit">How many at most.</param>
    public (List<DispatchRow> Rows, long? Next) Page(
        DispatchesContext db,
        IQueryable<DispatchRow> query,
        long position,
        int limit
    )
    {
        if (position < 0)
            return Older(db, query, -position, limit);
        var rows = db.Newest(DispatchKind.KindName, query, null, MostOrdered + 1);
        var newest = rows.Take(MostOrdered).ToList();
        var earlier = (int)Math.Min(position, newest.Count);
        var shown = InOrder(db, newest).Skip(earlier).Take(limit).ToList();
        if (earlier + limit < newest.Count)
            return (shown, earlier + limit);
        return (shown, rows.Count > MostOrdered ? -newest[^1].Seq : null);
    }

    private static (List<DispatchRow> Rows, long? Next) Older(
        DispatchesContext db,
        IQueryable<DispatchRow> query,
        long before,
        int limit
    )
    {
        var rows = db.Newest(DispatchKind.KindName, query, before, limit + 1);
        var shown = rows.Take(limit).ToList();
        return (shown, rows.Count > limit ? -shown[^1].Seq : null);
    }

    private IEnumerable<DispatchRow> InOrder(DispatchesContext db, List<DispatchRow> rows)
    {
        var due = terms.Of(rows.ConvertAll(row => row.Seq));
        var records = rows.ConvertAll(row => row.Record);
        var gone = db
            .Steps.Where(s => s.Step == Step.Lapsed && records.Contains(s.Dispatch))
            .Select(s => s.DispatchHash)
            .ToHashSet();
        return rows.OrderBy(row => gone.Contains(row.Hash))
            .ThenByDescending(row => row.Precedence)
            .ThenBy(row => due.TryGetValue(row.Seq, out var by) ? by : DateTimeOffset.MaxValue);
    }
}
