using System.Data.Common;
using Legation.Records.Access;
using Legation.Records.Storage;
using Microsoft.Extensions.Logging;

namespace Legation.Records.Search;

/// <summary>
/// Finds current records by their words, as somebody may see them. What is not indexed yet is looked at itself, so that
/// nobody waits for the index; of very many such records the newest.
/// </summary>
public sealed class SearchIndex : IDisposable
{
    // What a reader waits for: some 50 µs each.
    private const int MostLookedAt = 500;

    // So many hits that the viewer may not see, one after another, cost more than to look where the next stands that he may.
    private const int JumpAfter = 128;

    // The beginning of a word is gathered anew after each jump.
    private const int JumpAfterForBeginnings = 8192;

    private readonly Ledger ledger;
    private readonly LatestTexts latest;
    private readonly ILogger log;

    /// <summary>Opens the index that the store keeps; without one all is looked at.</summary>
    public SearchIndex(IRecordStore store, Ledger ledger, ILogger<SearchIndex> log)
    {
        (this.ledger, this.log) = (ledger, log);
        latest = new LatestTexts(store, ledger);
        Kept = Open(store, log);
    }

    /// <summary>Where it is kept; null: nowhere.</summary>
    internal ISearchStore? Kept { get; }

    /// <inheritdoc/>
    public void Dispose() => Kept?.Dispose();

    /// <summary>Positions of records of a kind that have all of a query and that the viewer may see, the newest first.</summary>
    internal IEnumerable<long> Before(string kind, SearchQuery query, long before, Viewer viewer)
    {
        if (ledger.Access.Of(kind) is not { } known)
            return [];
        var mark = Indexed();
        var newest = LatestTexts.After(mark, known.Before(before, viewer).Select(one => one.Seq), MostLookedAt);
        var late = latest
            .Late(mark, MostLookedAt)
            .Where(position => position < before && known.Shows(position, viewer));
        return latest
            .Matching(query, newest)
            .Concat(
                Descending(
                    latest.Matching(query, late),
                    Guarded(Visible(known, query, Math.Min(before, mark + 1), viewer))
                )
            );
    }

    /// <summary>Those of the positions, which the viewer may see, where a record has all of a query; in their order.</summary>
    public List<long> Among(SearchQuery query, IReadOnlyList<long> positions)
    {
        var mark = Indexed();
        var late = latest.Late(mark, MostLookedAt).ToHashSet();
        var fresh = positions.Where(position => position > mark || late.Contains(position)).ToList();
        var matching = latest.Matching(query, fresh.Take(MostLookedAt)).ToHashSet();
        matching.UnionWith(Guarded(Kept?.Among(query, positions.Except(fresh)) ?? []));
        return [.. positions.Where(matching.Contains)];
    }

    /// <summary>How many records of a kind that the viewer may see are not searched yet.</summary>
    internal int Unsearched(string kind, Viewer viewer)
    {
        var mark = Indexed();
        return ledger
            .Access.Before(kind, long.MaxValue, viewer)
            .TakeWhile(one => one.Seq > mark)
            .Skip(MostLookedAt)
            .Count();
    }

    /// <summary>The index cannot be read or written: it begins anew.</summary>
    internal void Renew(DbException problem)
    {
        SearchLog.ThrownAway(log, problem);
        Kept?.Renew();
    }

    private static ISearchStore? Open(IRecordStore store, ILogger log)
    {
        try
        {
            var kept = store.OpenSearch();
            if (kept is { WasThrownAway: true })
                SearchLog.Unusable(log);
            return kept;
        }
        // Whoever searches waits longer; for that no node is stopped.
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            SearchLog.NotOpened(log, e);
            return null;
        }
    }

    private long Indexed()
    {
        try
        {
            return Kept?.Mark.Position ?? 0;
        }
        catch (DbException e)
        {
            Renew(e);
            return 0;
        }
    }

    private IEnumerable<long> Visible(KindIndex known, SearchQuery query, long before, Viewer viewer)
    {
        if (Kept is null)
            return [];
        var begins = query.Phrases.Any(phrase => phrase.IsPrefix);
        return !begins && known.FewOf(before, viewer) is { } few
            ? Kept.Among(query, few)
            : Leaping(known, query, before, viewer, begins ? JumpAfterForBeginnings : JumpAfter);
    }

    private IEnumerable<long> Leaping(KindIndex known, SearchQuery query, long before, Viewer viewer, int jumpAfter)
    {
        while (known.Before(before, viewer).FirstOrDefault().Seq is > 0 and var visible)
        {
            var (missed, from) = (0, 0L);
            foreach (var hit in Kept!.Find(query, visible + 1))
            {
                if (known.Shows(hit, viewer))
                {
                    missed = 0;
                    yield return hit;
                }
                else if (++missed > jumpAfter)
                {
                    from = hit;
                    break;
                }
            }
            before = from;
        }
    }

    // Each once, the highest first; both come so.
    private static IEnumerable<long> Descending(IEnumerable<long> few, IEnumerable<long> many)
    {
        var waiting = new Queue<long>(few);
        foreach (var position in many)
        {
            while (waiting.TryPeek(out var first) && first >= position)
                if (waiting.Dequeue() > position)
                    yield return first;
            yield return position;
        }
        while (waiting.TryDequeue(out var rest))
            yield return rest;
    }

    // What could not be read is not found; it is looked at next time.
    private IEnumerable<long> Guarded(IEnumerable<long> positions)
    {
        using var each = positions.GetEnumerator();
        while (Moves(each))
            yield return each.Current;
    }

    private bool Moves(IEnumerator<long> each)
    {
        try
        {
            return each.MoveNext();
        }
        catch (DbException e)
        {
            Renew(e);
            return false;
        }
    }
}
