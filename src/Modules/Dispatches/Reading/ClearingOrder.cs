using Legation.Dispatches.Model;
using Legation.Dispatches.TimeLimits;
using Legation.Records;
using Microsoft.EntityFrameworkCore;

namespace Legation.Dispatches.Reading;

/// <summary>
/// What an office is to clear, the most pressing first: by precedence, then by when the office's time ends, then the newest;
/// behind all that waits what has gone on without it. The whole register is put in order for each page: what waits for an
/// office is what it can work off.
/// </summary>
internal sealed class ClearingOrder(DueTimes terms)
{
    /// <summary>A page, and where it ends if there is a next.</summary>
    /// <param name="db">What the viewer may have.</param>
    /// <param name="query">The register.</param>
    /// <param name="after">Where the page before ended; null: the first.</param>
    /// <param name="limit">How many at most.</param>
    public (List<DispatchRow> Rows, ClearingPlace? Next) Page(
        DispatchesContext db,
        IQueryable<DispatchRow> query,
        ClearingPlace? after,
        int limit
    )
    {
        var places = PlacesIn(db, query).Where(place => after is not { } last || place.CompareTo(last) > 0);
        var following = places.Order().Take(limit + 1).ToList();
        var shown = following.Take(limit).Select(place => place.Seq).ToList();
        var rows = db.Dispatches.Where(d => EF.Parameter(shown).Contains(d.Seq)).ToDictionary(d => d.Seq);
        return (
            [.. shown.Select(seq => rows.GetValueOrDefault(seq)).OfType<DispatchRow>()],
            following.Count > limit ? following[limit - 1] : null
        );
    }

    private IEnumerable<ClearingPlace> PlacesIn(DispatchesContext db, IQueryable<DispatchRow> query)
    {
        var found = query
            .Select(d => new
            {
                HasGone = db.Steps.Any(s =>
                    s.Dispatch == d.Record && s.DispatchHash == d.Hash && s.Step == Step.Lapsed
                ),
                d.Precedence,
                d.Seq,
            })
            .ToList();
        var due = terms.Of(found.ConvertAll(one => one.Seq));
        return found.Select(one => new ClearingPlace(
            one.HasGone,
            one.Precedence,
            due.TryGetValue(one.Seq, out var by) ? by.ToMicroseconds() : long.MaxValue,
            one.Seq
        ));
    }
}
