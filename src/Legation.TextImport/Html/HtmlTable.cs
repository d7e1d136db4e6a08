using System.Globalization;
using AngleSharp.Dom;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Html;

/// <summary>A table as it is read.</summary>
/// <param name="Rows">Its cells, those that others cover empty.</param>
/// <param name="Only">What stands in it if it is one cell, which is no table but a frame.</param>
internal sealed record HtmlCells(IReadOnlyList<IReadOnlyList<IReadOnlyList<Run>>> Rows, IReadOnlyList<Block>? Only);

/// <summary>Reads a table into rows of single cells.</summary>
internal sealed class HtmlTable(DroppedParts dropped, Func<IElement, IReadOnlyList<Block>> read)
{
    public HtmlCells Read(IElement table)
    {
        var rows = Rows(table).ToList();
        if (rows is [var row] && Cells(row).ToList() is [var cell])
            return new HtmlCells([], read(cell));
        var grid = new CellGrid(dropped);
        foreach (var next in rows)
        {
            grid.BeginRow();
            foreach (var own in Cells(next))
                grid.Add(Words(read(own)), Span(own, "colspan"), Span(own, "rowspan"));
        }
        return new HtmlCells(grid.Rows, null);
    }

    private IReadOnlyList<Run> Words(IReadOnlyList<Block> blocks)
    {
        dropped.Add(TextPart.NestedTable, blocks.Count(block => block is TableBlock));
        return FlatRuns.OneLine(blocks, dropped);
    }

    private static IEnumerable<IElement> Rows(IElement table) =>
        table.Children.SelectMany(part =>
            part.LocalName == "tr" ? [part]
            : part.LocalName is "thead" or "tbody" or "tfoot" ? part.Children.Where(row => row.LocalName == "tr")
            : []
        );

    private static IEnumerable<IElement> Cells(IElement row) =>
        row.Children.Where(cell => cell.LocalName is "td" or "th");

    private static int Span(IElement cell, string name) =>
        int.TryParse(cell.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var span)
            ? Math.Clamp(span, 1, ImportLimits.MostColumns)
            : 1;
}
