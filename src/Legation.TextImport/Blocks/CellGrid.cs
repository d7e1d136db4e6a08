namespace Legation.TextImport.Blocks;

/// <summary>Rows of single cells: where one cell reaches over others, those are empty.</summary>
internal sealed class CellGrid(DroppedParts dropped)
{
    private readonly List<IReadOnlyList<IReadOnlyList<Run>>> rows = [];
    private List<IReadOnlyList<Run>> row = [];

    /// <summary>For each column how many further rows are covered from above.</summary>
    private readonly List<int> covered = [];
    private int cells;

    /// <summary>All rows that have a word in them.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<Run>>> Rows =>
        [
            .. rows.Where(cells =>
                cells.Any(cell => cell.Any(run => run.Note is not null || !string.IsNullOrWhiteSpace(run.Text)))
            ),
        ];

    public void BeginRow()
    {
        for (var column = row.Count; column < covered.Count; column++)
            if (covered[column] > 0)
                covered[column]--;
        row = [];
        rows.Add(row);
    }

    public void Add(IReadOnlyList<Run> words, int columns, int over)
    {
        SkipCovered();
        if (columns > 1 || over > 1)
            dropped.Add(TextPart.MergedCell);
        for (var i = 0; i < columns; i++)
        {
            Put(i == 0 ? words : []);
            while (covered.Count < row.Count)
                covered.Add(0);
            covered[row.Count - 1] = over - 1;
        }
    }

    private void SkipCovered()
    {
        while (row.Count < covered.Count && covered[row.Count] > 0)
        {
            covered[row.Count]--;
            Put([]);
        }
    }

    private void Put(IReadOnlyList<Run> words)
    {
        if (++cells > ImportLimits.MostCells)
            throw new TextTooLargeException(TextRefusals.TooMuch("cells in one table", ImportLimits.MostCells));
        if (row.Count >= ImportLimits.MostColumns)
            throw new TextTooLargeException(TextRefusals.TooMuch("columns in one table", ImportLimits.MostColumns));
        row.Add(words);
    }
}
