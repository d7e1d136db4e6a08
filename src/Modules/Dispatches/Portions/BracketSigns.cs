using System.Text.RegularExpressions;
using Legation.Ui;

namespace Legation.Dispatches.Portions;

/// <summary>Finds brackets in a text: single, double or more, with spaces or a line's end between them, of any keyboard.</summary>
internal static partial class BracketSigns
{
    private const string Opening = @"\[［【〔〖〚⟦";
    private const string Closing = @"\]］】〕〗〛⟧";
    private const string Between = @"[\s\p{Cf}>]*";

    /// <summary>All of them but escaped ones, in order. They may reach over the end of a paragraph.</summary>
    /// <param name="text">The whole text.</param>
    public static IEnumerable<(int At, Func<Portion, Brackets> Found)> In(string text) =>
        from match in Pattern().Matches(text)
        where match.Groups["open"].Success
        select (match.Index, (Func<Portion, Brackets>)(portion => Of(text, portion, match)));

    private static Brackets Of(string text, Portion portion, Match match)
    {
        var words = BracketWords.Plain(match.Groups["words"].Value);
        var isLink = IsLink(portion.Part, text, match.Index, match.Groups["open"].Length);
        var behind = text.AsSpan(match.Index + match.Length);
        var isDouble = Opened(match).Length > 1;
        return new Brackets(
            portion,
            BracketWords.Shortened(BracketWords.OneSpaced(match.Value)),
            BracketWords.Shortened($"{Opened(match)}{words}{Square(match.Groups["close"].Value)}"),
            words
        )
        {
            IsDouble = isDouble,
            IsLink = isLink,
            // Of brackets before a footnote nothing is shown, and their author knows nothing of a link.
            IsText =
                !isDouble
                && (
                    isLink && behind is not ['[', '^', ..]
                    || words.Length == 1 && (char.IsLower(words[0]) || behind is [var next, ..] && char.IsLetter(next))
                ),
        }.At(text, match.Index);
    }

    private static string Opened(Match match) => Square(match.Groups["open"].Value);

    private static bool IsLink(MarkdownParagraph part, string text, int at, int length)
    {
        var from = at > 0 && text[at - 1] == '!' ? at - 1 : at;
        var next = part.Links.AsSpan().BinarySearch(from);
        next = next < 0 ? ~next : next;
        return next < part.Links.Length && part.Links[next] < at + length;
    }

    private static string Square(string brackets) =>
        string.Concat(
            brackets.Select(c =>
                c switch
                {
                    '〚' or '⟦' => "[[",
                    '〛' or '⟧' => "]]",
                    '［' or '【' or '〔' or '〖' or '[' => "[",
                    '］' or '】' or '〕' or '〗' or ']' => "]",
                    _ => "",
                }
            )
        );

    // What is escaped is taken first, so that it opens nothing.
    [GeneratedRegex(
        @"\\.|(?<open>["
            + Opening
            + "](?:"
            + Between
            + "["
            + Opening
            + "])*)(?<words>[^"
            + Opening
            + Closing
            + "]*)(?<close>(?:["
            + Closing
            + "](?:"
            + Between
            + "["
            + Closing
            + "])*)?)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern();
}
