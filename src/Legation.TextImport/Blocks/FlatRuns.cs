namespace Legation.TextImport.Blocks;

/// <summary>Blocks as words in one place, where there is no room for blocks: in a cell of a table, in a note.</summary>
internal static class FlatRuns
{
    private static readonly Run Space = new(" ");

    /// <summary>The words of each block, with its number before them.</summary>
    public static IEnumerable<IReadOnlyList<Run>> Lines(IEnumerable<Block> blocks) =>
        blocks.SelectMany(Lines).Where(line => line.Any(run => run.Note is not null || run.Text.Length > 0));

    /// <summary>All of them in one line.</summary>
    public static IReadOnlyList<Run> OneLine(IEnumerable<Block> blocks, DroppedParts dropped)
    {
        var lines = Lines(blocks).ToList();
        if (lines.Count > 1 || lines.Any(line => line.Any(run => run.IsBreak)))
            dropped.Add(TextPart.CellLine);
        return
        [
            .. lines.SelectMany((line, i) => i == 0 ? line : [Space, .. line]).Select(run => run.IsBreak ? Space : run),
        ];
    }

    private static IEnumerable<IReadOnlyList<Run>> Lines(Block block) =>
        block switch
        {
            ParagraphBlock paragraph => [paragraph.Runs],
            ContinuedBlock continued => [continued.Runs],
            HeadingBlock heading => [Numbered(heading.Number, heading.Runs)],
            ItemBlock item => [Numbered(item.Number ?? "–", item.Runs)],
            TableBlock table => table.Rows.Select(row =>
                (IReadOnlyList<Run>)[.. row.SelectMany(cell => (IEnumerable<Run>)[.. cell, Space])]
            ),
            _ => [],
        };

    private static IReadOnlyList<Run> Numbered(string? number, IReadOnlyList<Run> runs) =>
        number is null ? runs : [new Run(number + " "), .. runs];
}
