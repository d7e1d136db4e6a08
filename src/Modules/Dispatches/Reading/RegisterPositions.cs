using Legation.Dispatches.Model;
using Legation.Records;
using Microsoft.EntityFrameworkCore;

namespace Legation.Dispatches.Reading;

/// <summary>
/// Where dispatches stand that may belong to a register, the newest first, without a look at all the others.
/// </summary>
internal static class RegisterPositions
{
    private const int First = 64;
    private const int Largest = 4000;

    /// <summary>Those addressed or forwarded to one of the parties.</summary>
    public static IEnumerable<long> Received(
        DispatchesContext db,
        IEnumerable<RecordId> parties,
        long before = long.MaxValue
    )
    {
        var own = parties.Select(party => party.Uuid).ToList();
        return Merged([
            .. own.Select(party => Addressed(db.Parties.Where(p => p.Party == party), before)),
            Forwarded(db, own, before),
        ]);
    }

    /// <summary>Those that one of the parties is to act on.</summary>
    public static IEnumerable<long> ToActOn(DispatchesContext db, IEnumerable<RecordId> parties) =>
        Merged([
            .. parties
                .Select(party => party.Uuid)
                .Select(party => Addressed(db.Parties.Where(p => p.Party == party && p.Acts == 1), long.MaxValue)),
        ]);

    /// <summary>Those of which an answer is wanted.</summary>
    public static IEnumerable<long> Asking(DispatchesContext db) =>
        db.Dispatches.Where(d => d.Due != null).OrderByDescending(d => d.Seq).Select(d => d.Seq).ToList();

    /// <summary>Those whose label is to be looked at again by a day, as the day's number.</summary>
    public static IEnumerable<long> OfReview(DispatchesContext db, int day) =>
        db.Dispatches.Where(d => d.Review != null && d.Review <= day).Select(d => d.Seq).ToList().OrderDescending();

    /// <summary>Those of which some version was sent back to its author.</summary>
    public static IEnumerable<long> Returned(DispatchesContext db) =>
        At(db, db.Steps.Where(s => s.Step == Step.Returned).Select(s => s.Dispatch).Distinct().ToList());

    /// <summary>Those dispatches' own.</summary>
    public static IReadOnlyList<long> At(DispatchesContext db, IReadOnlyCollection<Guid> dispatches) =>
        dispatches.Count == 0
            ? []
            : db
                .Dispatches.Where(d => EF.Parameter(dispatches).Contains(d.Record))
                .OrderByDescending(d => d.Seq)
                .Select(d => d.Seq)
                .ToList();

    /// <summary>Each position of several rows once, the newest first, as each row has them.</summary>
    public static IEnumerable<long> Merged(IReadOnlyList<IEnumerable<long>> rows)
    {
        var next = new PriorityQueue<IEnumerator<long>, long>();
        foreach (var row in rows)
            Advance(row.GetEnumerator());
        var last = long.MaxValue;
        while (next.TryDequeue(out var row, out _))
        {
            if (row.Current is var position && position != last)
                yield return last = position;
            Advance(row);
        }

        void Advance(IEnumerator<long> row)
        {
            if (row.MoveNext())
                next.Enqueue(row, -row.Current);
            else
                row.Dispose();
        }
    }

    private static IEnumerable<long> Addressed(IQueryable<PartyRow> query, long before)
    {
        for (var size = First; ; size = Math.Min(size * 4, Largest))
        {
            var end = before;
            var found = query
                .Where(p => p.Seq < end)
                .OrderByDescending(p => p.Seq)
                .Select(p => p.Seq)
                .Take(size)
                .ToList();
            foreach (var position in found)
                yield return position;
            if (found.Count < size)
                yield break;
            before = found[^1];
        }
    }

    private static IEnumerable<long> Forwarded(DispatchesContext db, List<Guid> parties, long before) =>
        At(
                db,
                db.Forwards.Where(f => EF.Parameter(parties).Contains(f.Party))
                    .Select(f => f.Dispatch)
                    .Distinct()
                    .ToList()
            )
            .Where(position => position < before);
}
