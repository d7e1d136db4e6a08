using System.Text;
using System.Text.RegularExpressions;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Writing;

/// <summary>Writes blocks as the Markdown that dispatches are in.</summary>
internal sealed partial class MarkdownWriter
{
    // The subject of a dispatch is the highest heading of its page.
    private const int HighestHeading = 2;
    private const int LowestHeading = 6;
    private readonly StringBuilder text = new();
    private readonly OpenItems items = new();
    private readonly NoteNumbers notes;
    private readonly InlineText inline;
    private readonly TableText tables;
    private bool afterBullet;

    public MarkdownWriter(DroppedParts dropped, Allowance allowance, int firstNote)
    {
        notes = new NoteNumbers(firstNote);
        inline = new InlineText(notes, dropped, allowance);
        tables = new TableText(inline);
    }

    public string Write(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
            Write(block);
        for (var i = 0; i < notes.All.Count; i++)
            WriteNote(notes.All[i]);
        return text.ToString();
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                WriteParagraph(paragraph.Runs);
                break;
            case HeadingBlock heading:
                WriteHeading(heading);
                break;
            case ItemBlock item:
                WriteItem(item with { Level = Math.Min(item.Level, ImportLimits.MostLevels - 1) });
                break;
            case ContinuedBlock continued:
                WriteAt(items.Inside(continued.Level), "", continued.Runs);
                break;
            case TableBlock table:
                items.Close();
                Separate(isBullet: false);
                tables.Append(text, table);
                break;
        }
        CheckLength();
    }

    private void CheckLength()
    {
        if (text.Length > ImportLimits.MostText)
            throw new TextTooLargeException(TextRefusals.TooLong);
    }

    // “1. ” at the beginning of a paragraph is a number, whether a program made it or a person typed it.
    private void WriteParagraph(IReadOnlyList<Run> runs)
    {
        var joined = JoinedRuns.Of(runs);
        if (
            joined is [{ Bold: false, Italic: false, Link: null } first, ..]
            && TypedNumber().Match(first.Text) is { Success: true } typed
        )
        {
            var rest = first with { Text = first.Text[typed.Length..] };
            WriteItem(new ItemBlock(0, typed.Value.Trim(), [rest, .. joined.Skip(1)]));
            return;
        }
        items.Close();
        WriteAt(0, "", joined);
    }

    private void WriteHeading(HeadingBlock heading)
    {
        items.Close();
        IReadOnlyList<Run> runs = heading.Number is { } number
            ? [new Run(number + " "), .. heading.Runs]
            : heading.Runs;
        var words = inline.Of(runs, " ", beginsLine: false, plain: true);
        if (words.Length == 0)
            return;
        Separate(isBullet: false);
        var level = Math.Clamp(heading.Level + HighestHeading - 1, HighestHeading, LowestHeading);
        text.Append('#', level).Append(' ').Append(WithoutClosing(words));
    }

    // Signs at the end of a heading would be read as its end.
    private static string WithoutClosing(string words)
    {
        var end = words.TrimEnd('#').Length;
        return end < words.Length ? words.Insert(end, "\\") : words;
    }

    private void WriteItem(ItemBlock item)
    {
        if (item.Number is { } composite && Composite().IsMatch(composite))
            items.Close();
        var before = items.Before(item.Level);
        var column = items.Column(item.Level);
        if (item.Number is null)
        {
            if (WriteAt(column, "- ", item.Runs))
                items.Open(new OpenItem(item.Level, column, column + 2, null));
            return;
        }
        if (Number(item.Number, before) is { } number)
        {
            var sign = number.Written(number.Behind) + " ";
            if (WriteAt(column, sign, item.Runs))
                items.Open(new OpenItem(item.Level, column, column + sign.Length, number));
        }
        else if (WriteAt(column, "", [new Run(item.Number + " "), .. item.Runs]))
            items.Open(new OpenItem(item.Level, column, column, null));
    }

    // Markdown counts by itself: where the number is not the next one a list of its own begins, which other signs divide
    // from the one before.
    private static ListNumber? Number(string shown, ListNumber? before)
    {
        if (ListNumber.Read(shown, before) is not { } number)
            return null;
        if (number.Follows(before))
            return number with { Behind = before!.Behind };
        if (number.Form != '1' && number.Value != 1)
            return null;
        return before is not null ? number with { Behind = before.Behind == '.' ? ')' : '.' } : number;
    }

    private bool WriteAt(int column, string sign, IReadOnlyList<Run> runs)
    {
        var words = inline.Of(runs, "\\\n" + new string(' ', column + sign.Length));
        if (words.Length == 0)
            return false;
        Separate(isBullet: sign == "- ");
        text.Append(' ', column).Append(sign).Append(words);
        return true;
    }

    private void Separate(bool isBullet)
    {
        if (text.Length > 0)
            text.Append(isBullet && afterBullet ? "\n" : "\n\n");
        afterBullet = isBullet;
    }

    private void WriteNote(Note note)
    {
        var lines = FlatRuns
            .Lines(note.Blocks)
            .Select(line => inline.Of(line, "\\\n    "))
            .Where(line => line.Length > 0);
        Separate(isBullet: false);
        text.Append("[^").Append(notes.Of(note)).Append("]: ").AppendJoin("\n\n    ", lines.DefaultIfEmpty("–"));
        CheckLength();
    }

    [GeneratedRegex(@"\A[0-9]{1,9}[.)]\s+")]
    private static partial Regex TypedNumber();

    [GeneratedRegex(@"\A[0-9]+(?:\.[0-9]+)+[.)]?\z")]
    private static partial Regex Composite();
}
