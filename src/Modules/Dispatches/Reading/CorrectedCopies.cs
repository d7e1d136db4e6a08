using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Reading;

/// <summary>
/// Finds corrected copy and original, each by the other, for who may have both. A cancellation may name any dispatch, also
/// one that comes later; it counts only where the same post of the same node released both.
/// </summary>
internal sealed class CorrectedCopies(DispatchItems items)
{
    /// <summary>What takes the place of a dispatch, by its steps; null: nothing that the principal may have.</summary>
    public DispatchItem? CopyOf(
        Principal principal,
        DispatchesContext db,
        DispatchRow original,
        IEnumerable<StepRow> steps
    ) =>
        DispatchItems.CopyNamed(steps) is { } copy
            ? Only(
                principal,
                db,
                db.Dispatches.Where(d =>
                    d.Record == copy.Uuid && d.Home == original.Home && d.AuthorPost == original.AuthorPost
                )
            )
            : null;

    /// <summary>
    /// What a copy corrects. Said by the cancellation alone: the copy says nothing of it to whoever never had that.
    /// </summary>
    public DispatchItem? CorrectedBy(Principal principal, DispatchesContext db, DispatchRow copy)
    {
        var named = new RecordId(DispatchKind.KindName, copy.Record).ToString();
        var said = db.Steps.Where(s =>
            s.Step == Step.Cancelled && s.Parties == named && s.Node == copy.Home && s.ByPost == copy.AuthorPost
        );
        return Only(principal, db, db.Dispatches.Where(d => said.Any(s => s.Dispatch == d.Record)));
    }

    private DispatchItem? Only(Principal principal, DispatchesContext db, IQueryable<DispatchRow> found)
    {
        var rows = found.OrderBy(d => d.Seq).Take(1).ToList();
        return items.From(principal, rows, db.StepsOf(rows.ConvertAll(row => row.Record))).FirstOrDefault();
    }
}
