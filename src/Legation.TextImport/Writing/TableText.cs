using System.Text;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Writing;

/// <summary>Writes tables between vertical strokes; the first row is their head, as Markdown wants it.</summary>
internal sealed class TableText(InlineText inline)
{
    public void Append(StringBuilder text, TableBlock table)
    {
        var columns = table.Rows.Max(row => row.Count);
        if ((long)columns * table.Rows.Count > ImportLimits.MostCells)
            throw new TextTooLargeException(TextRefusals.TooMuch("cells in one table", ImportLimits.MostCells));
        for (var row = 0; row < table.Rows.Count; row++)
        {
            AppendRow(text, table.Rows[row], columns, isHead: row == 0);
            if (row == 0)
                text.Append("\n|").Insert(text.Length, " --- |", columns);
            if (row + 1 < table.Rows.Count)
                text.Append('\n');
        }
    }

    private void AppendRow(StringBuilder text, IReadOnlyList<IReadOnlyList<Run>> row, int columns, bool isHead)
    {
        text.Append('|');
        for (var column = 0; column < columns; column++)
        {
            var words = column < row.Count ? inline.Of(row[column], " ", beginsLine: false, plain: isHead) : "";
            text.Append(' ').Append(words).Append(words.Length > 0 ? " |" : "|");
        }
    }
}
