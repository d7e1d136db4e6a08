using System.Text;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Writing;

/// <summary>Writes the words of one block.</summary>
internal sealed class InlineText(NoteNumbers notes, DroppedParts dropped, Allowance allowance)
{
    private sealed record Piece(string Text, string Marks, Run Run);

    /// <summary>The words as Markdown; empty if there are none.</summary>
    /// <param name="runs">The words.</param>
    /// <param name="newLine">What a line break is written as.</param>
    /// <param name="beginsLine">Whether they begin a line of the text.</param>
    /// <param name="plain">Without bold and italic.</param>
    public string Of(IReadOnlyList<Run> runs, string newLine, bool beginsLine = true, bool plain = false)
    {
        var joined = JoinedRuns.Of(plain ? [.. runs.Select(run => run with { Bold = false, Italic = false })] : runs);
        var pieces = Merged(Marked(joined));
        var text = new StringBuilder();
        for (var i = 0; i < pieces.Count; i++)
            Append(text, pieces, i, newLine, beginsLine);
        return text.ToString();
    }

    private void Append(StringBuilder text, List<Piece> pieces, int i, string newLine, bool beginsLine)
    {
        allowance.Check();
        var (piece, run) = (pieces[i], pieces[i].Run);
        if (run.IsBreak)
        {
            text.Append(newLine);
            return;
        }
        if (run.Note is { } note)
        {
            if (text is { Length: > 0 } && text[^1] == ']' && !(i > 0 && pieces[i - 1].Run.Note is not null))
                text.Append(' ');
            text.Append("[^").Append(notes.Of(note)).Append(']');
            return;
        }
        var starts =
            i == 0 ? beginsLine : pieces[i - 1].Run.IsBreak && newLine.Contains('\n', StringComparison.Ordinal);
        text.Append(piece.Marks);
        if (run.Link is { } address)
            AppendLink(text, piece.Text, address);
        else
            Escapes.Append(text, piece.Text, starts && piece.Marks.Length == 0, Next(piece, pieces, i));
        text.Append(piece.Marks);
    }

    private static void AppendLink(StringBuilder text, string words, string address)
    {
        text.Append('[');
        Escapes.Append(text, words, beginsLine: false, ']');
        text.Append("](").Append(address).Append(')');
    }

    private static char Next(Piece piece, List<Piece> pieces, int i) =>
        piece.Marks.Length > 0 ? '*'
        : i + 1 == pieces.Count || pieces[i + 1].Run.IsBreak ? '\n'
        : First(pieces[i + 1]);

    private static char First(Piece piece) =>
        piece.Marks.Length > 0 ? '*'
        : piece.Run.Note is not null || piece.Run.Link is not null ? '['
        : piece.Text[0];

    private List<Piece> Marked(IReadOnlyList<Run> runs)
    {
        var pieces = new List<Piece>(runs.Count);
        for (var i = 0; i < runs.Count; i++)
        {
            var marks = Marks(runs[i]);
            if (
                marks.Length > 0
                && !CanStand(runs[i], i > 0 ? pieces[i - 1] : null, i + 1 < runs.Count ? runs[i + 1] : null)
            )
            {
                dropped.Add(TextPart.Emphasis);
                marks = "";
            }
            pieces.Add(new Piece(runs[i].Text, marks, runs[i]));
        }
        return pieces;
    }

    private static string Marks(Run run) =>
        (run.Bold, run.Italic) switch
        {
            _ when run.IsBreak || run.Note is not null || run.Text.Trim().Length == 0 => "",
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            _ => "",
        };

    // CommonMark 0.31 §6.2: signs of emphasis open or close by what stands on both sides of them.
    private static bool CanStand(Run run, Piece? before, Run? behind)
    {
        if (before is { Marks.Length: > 0 })
            return false;
        var (first, last) = run.Link is null ? (run.Text[0], run.Text[^1]) : ('[', ')');
        var (left, right) = (Edge(before?.Run, atEnd: true), Edge(behind, atEnd: false));
        return (IsWord(first) || !IsWord(left)) && (IsWord(last) || !IsWord(right));
    }

    private static char Edge(Run? run, bool atEnd) =>
        run is null || run.IsBreak ? '\n'
        : run.Note is not null || run.Link is not null ? (atEnd ? ')' : '[')
        : run.Text.Length == 0 ? '\n'
        : atEnd ? run.Text[^1]
        : run.Text[0];

    private static bool IsWord(char c) => !char.IsWhiteSpace(c) && !char.IsPunctuation(c) && !char.IsSymbol(c);

    // Words whose emphasis cannot be written are one stretch with those beside them.
    private static List<Piece> Merged(List<Piece> pieces) =>
        Stretches.Joined(
            pieces,
            (one, next) => IsPlain(one) && IsPlain(next),
            piece => piece.Text,
            (piece, text) => piece with { Text = text }
        );

    private static bool IsPlain(Piece piece) =>
        piece.Marks.Length == 0 && piece.Run is { IsBreak: false, Note: null, Link: null };
}
