using System.Text;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Writing;

/// <summary>Runs as Markdown can write them: one space between words, none at edges, like beside like joined.</summary>
internal static class JoinedRuns
{
    public static IReadOnlyList<Run> Of(IReadOnlyList<Run> runs)
    {
        var joined = new List<Run>(runs.Count);
        var space = true;
        foreach (var run in runs)
            if (run.IsBreak)
            {
                TrimEnd(joined);
                if (joined.Count > 0)
                    joined.Add(run);
                space = true;
            }
            else if (run.Note is not null)
            {
                joined.Add(run);
                space = false;
            }
            else
                foreach (var part in Parts(run, space))
                {
                    joined.Add(part);
                    space = IsSpace(part.Text[^1]);
                }
        while (joined is [.., { } last] && (last.IsBreak || last.Note is null && last.Text.AsSpan().Trim().IsEmpty))
            joined.RemoveAt(joined.Count - 1);
        TrimEnd(joined);
        return Stretches.Joined(
            joined,
            (one, next) => one.LooksLike(next),
            run => run.Text,
            (run, text) => run with { Text = text }
        );
    }

    // Spaces at the edges of bold or linked words stand outside of them.
    private static IEnumerable<Run> Parts(Run run, bool afterSpace)
    {
        var text = Collapsed(run.Text, afterSpace);
        var words = text.Trim();
        if (words.Length == text.Length || !run.Bold && !run.Italic && run.Link is null)
        {
            if (text.Length > 0)
                yield return run with
                {
                    Text = text,
                };
            yield break;
        }
        var from = text.Length - text.TrimStart().Length;
        if (from > 0)
            yield return new Run(text[..from]);
        if (words.Length == 0)
            yield break;
        yield return run with
        {
            Text = words,
        };
        if (from + words.Length < text.Length)
            yield return new Run(text[(from + words.Length)..]);
    }

    private static string Collapsed(string text, bool afterSpace)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var isSpace = IsSpace(c);
            if (!isSpace)
                collapsed.Append(c);
            else if (!afterSpace)
                collapsed.Append(c is '\u00A0' or '\u3000' ? c : ' ');
            afterSpace = isSpace;
        }
        return collapsed.ToString();
    }

    private static void TrimEnd(List<Run> joined)
    {
        while (joined is [.., { IsBreak: false, Note: null } last])
        {
            var text = last.Text.TrimEnd();
            if (text.Length > 0)
            {
                joined[^1] = last with { Text = text };
                return;
            }
            joined.RemoveAt(joined.Count - 1);
        }
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c);
}
