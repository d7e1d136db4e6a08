using Microsoft.EntityFrameworkCore;

namespace Legation.Records.Access;

/// <summary>Positions that a viewer may see, one page of them.</summary>
internal sealed class VisiblePage
{
    /// <summary>How many positions a page has at most.</summary>
    public const int Largest = 4000;

    // Below this share it is quicker to ask for each than to read what lies between and leave it.
    private const int Dense = 4;

    private readonly List<long> positions;
    private readonly HashSet<long>? among;

    private VisiblePage(List<long> positions, bool isDense)
    {
        this.positions = positions;
        among = isDense ? [.. positions] : null;
    }

    /// <summary>The next page; null when there is none.</summary>
    public static VisiblePage? Next(IEnumerator<(long Seq, int Passed)> visible, int size)
    {
        var found = new List<long>();
        var passed = 0L;
        while (found.Count < size && visible.MoveNext())
        {
            found.Add(visible.Current.Seq);
            passed += visible.Current.Passed;
        }
        return found.Count == 0 ? null : new VisiblePage(found, passed <= found.Count * Dense);
    }

    /// <summary>Positions of which nothing is known of what lies between.</summary>
    public static IEnumerable<(long Seq, int Passed)> Apart(IEnumerable<long> positions) =>
        positions.Select(seq => (seq, Dense + 1));

    /// <summary>The query's rows at these positions, the newest first.</summary>
    public IEnumerable<TRow> Rows<TRow>(IQueryable<TRow> query)
        where TRow : ProjectionRow =>
        At(query).OrderByDescending(row => row.Seq).AsEnumerable().Where(row => Holds(row.Seq));

    /// <summary>How many rows the query has at these positions.</summary>
    public int Count<TRow>(IQueryable<TRow> query)
        where TRow : ProjectionRow =>
        among is null ? At(query).Count() : At(query).Select(row => row.Seq).AsEnumerable().Count(Holds);

    private bool Holds(long seq) => among is null || among.Contains(seq);

    // Where they stand close, what lies between comes along. Positions are one parameter, however many there are.
    private IQueryable<TRow> At<TRow>(IQueryable<TRow> query)
        where TRow : ProjectionRow
    {
        var (oldest, newest) = (positions[^1], positions[0]);
        return among is null
            ? query.Where(row => EF.Parameter(positions).Contains(row.Seq))
            : query.Where(row => row.Seq >= oldest && row.Seq <= newest);
    }
}
