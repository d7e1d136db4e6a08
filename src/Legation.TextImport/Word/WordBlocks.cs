using System.Xml.Linq;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Word;

/// <summary>Reads paragraphs and tables, in the text, in a cell, in a note.</summary>
internal sealed class WordBlocks(
    WordStyles styles,
    WordNumbering numbering,
    WordRuns runs,
    DroppedParts dropped,
    Allowance allowance
)
{
    private List<Run> carried = [];

    public IReadOnlyList<Block> Read(XElement? container)
    {
        var blocks = new List<Block>();
        Take(container, blocks);
        if (carried.Count > 0)
            blocks.Add(new ParagraphBlock(carried));
        carried = [];
        return blocks;
    }

    private void Take(XElement? container, List<Block> blocks)
    {
        foreach (var child in container?.Elements() ?? [])
        {
            allowance.Check();
            switch (child.Name.LocalName)
            {
                case "p":
                    TakeParagraph(child, blocks);
                    break;
                case "tbl":
                    TakeTable(child, blocks);
                    break;
                case "sdt" or "sdtContent" or "customXml" or "ins" or "moveTo":
                    Take(child, blocks);
                    break;
                case "AlternateContent":
                    Take(child.Child("Choice") ?? child.Child("Fallback"), blocks);
                    break;
                case "altChunk":
                    dropped.Add(TextPart.Embedded);
                    break;
            }
        }
    }

    private void TakeParagraph(XElement paragraph, List<Block> blocks)
    {
        var properties = paragraph.Child("pPr");
        var (read, boxes) = runs.Read(paragraph);
        // Its end was deleted: it is one with the next.
        if (properties.Child("rPr").Child("del") is not null)
        {
            dropped.Add(TextPart.TrackedChange);
            carried.AddRange(read);
        }
        else
        {
            IReadOnlyList<Run> words = carried.Count > 0 ? [.. carried, .. read] : read;
            carried = [];
            var number = numbering.Next(properties);
            if (words.Any(run => run.Note is not null || !string.IsNullOrWhiteSpace(run.Text)))
                blocks.Add(Made(words, number, styles.Heading(properties)));
        }
        foreach (var box in boxes)
            blocks.AddRange(Below().Read(box));
    }

    private static Block Made(IReadOnlyList<Run> words, (int Level, string? Number)? number, int? heading) =>
        heading is { } level ? new HeadingBlock(level, number?.Number, words)
        : number is { } item ? new ItemBlock(item.Level, item.Number, words)
        : new ParagraphBlock(words);

    private void TakeTable(XElement table, List<Block> blocks)
    {
        var rows = Parts(table, "tr").ToList();
        if (rows is [var row] && Parts(row, "tc").ToList() is [var cell])
        {
            blocks.AddRange(Below().Read(cell));
            return;
        }
        var grid = new CellGrid(dropped);
        foreach (var next in rows)
            TakeRow(next, grid);
        if (grid.Rows is { Count: > 0 } taken)
            blocks.Add(new TableBlock(taken));
    }

    private void TakeRow(XElement row, CellGrid grid)
    {
        if (row.Child("trPr").Child("del") is not null)
        {
            dropped.Add(TextPart.TrackedChange);
            return;
        }
        grid.BeginRow();
        AddEmpty(grid, row.Child("trPr").Child("gridBefore").Number() ?? 0);
        foreach (var cell in Parts(row, "tc"))
        {
            var properties = cell.Child("tcPr");
            var columns = Math.Clamp(properties.Child("gridSpan").Number() ?? 1, 1, ImportLimits.MostColumns);
            var merge = properties.Child("vMerge") ?? properties.Child("hMerge");
            if (merge is not null && merge.Value() != "restart")
                AddEmpty(grid, columns);
            else
            {
                if (merge is not null && columns == 1)
                    dropped.Add(TextPart.MergedCell);
                grid.Add(Words(cell), columns, 1);
            }
        }
    }

    private static void AddEmpty(CellGrid grid, int columns)
    {
        for (var i = 0; i < Math.Min(columns, ImportLimits.MostColumns); i++)
            grid.Add([], 1, 1);
    }

    private IReadOnlyList<Run> Words(XElement cell)
    {
        var blocks = Below().Read(cell);
        dropped.Add(TextPart.NestedTable, blocks.Count(block => block is TableBlock));
        return FlatRuns.OneLine(blocks, dropped);
    }

    // What was carried over to the next paragraph waits for one beside it.
    private WordBlocks Below() => new(styles, numbering, runs, dropped, allowance);

    private static IEnumerable<XElement> Parts(XElement within, string name) =>
        within
            .Elements()
            .SelectMany(part =>
                part.Is(name) ? [part]
                : part.Is("sdt") || part.Is("sdtContent") || part.Is("customXml") ? Parts(part, name)
                : []
            );
}
