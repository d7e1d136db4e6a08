namespace Legation.Records.Access;

/// <summary>Positions that a viewer may see, one page of them.</summary>
internal sealed class VisiblePage
{
    /// <summary>How many positions a page has at most: each is a parameter of a statement.</summary>
    public const int Largest = 1000;

    // Below this share it is quicker to ask for each than to read what lies between and leave it.
    private const int Dense = 2;

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

    /// <summary>The query's rows at these positions, and, where they stand close, between them.</summary>
    public IQueryable<TRow> Of<TRow>(IQueryable<TRow> query)
        where TRow : ProjectionRow
    {
        var (oldest, newest) = (positions[^1], positions[0]);
        return among is null
            ? query.Where(row => positions.Contains(row.Seq))
            : query.Where(row => row.Seq >= oldest && row.Seq <= newest);
    }

    /// <summary>Whether the viewer may see what stands there.</summary>
    public bool Holds(ProjectionRow row) => among is null || among.Contains(row.Seq);
}
