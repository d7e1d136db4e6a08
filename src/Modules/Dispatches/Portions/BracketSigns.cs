using System.Globalization;
using System.Text.RegularExpressions;
using Legation.Ui;

namespace Legation.Dispatches.Portions;

/// <summary>Finds brackets in a text: single, double or more, with spaces or a line's end between them, of any keyboard; and parentheses.</summary>
internal static partial class BracketSigns
{
    private const int LongestShown = 60;
    private const int LongestBeginning = 80;
    private const string Opening = @"\[［【〔〖〚⟦";
    private const string Closing = @"\]］】〕〗〛⟧";
    private const string Between = @"[\s\p{Cf}>]*";
    private const string Sign = @"[^\p{L}\p{N}\\" + Opening + Closing + "]*";

    /// <summary>All of them but escaped ones, in order. They may reach over the end of a paragraph.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="portions">Its paragraphs.</param>
    public static IEnumerable<(int At, Brackets Found)> In(string text, IReadOnlyList<Portion> portions)
    {
        var current = 0;
        foreach (Match match in Pattern().Matches(text))
        {
            if (!match.Groups["open"].Success)
                continue;
            while (current < portions.Count && portions[current].Part.End <= match.Index)
                current++;
            if (current < portions.Count)
                yield return (match.Index, Of(text, portions[current], match));
        }
    }

    /// <summary>Those in parentheses with which a paragraph begins, as other offices mark and as the cable shows it; null: none.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="portion">The paragraph.</param>
    public static Brackets? Round(string text, Portion portion)
    {
        if (portion.Part.Words is not { } at || Parentheses().Match(text, at) is not { Success: true } match)
            return null;
        var words = Plain(match.Groups["words"].Value);
        var written = Shortened($"({words})");
        var behind = at + match.Length;
        return new Brackets(portion, written, written, CableSign().Replace(words, "$1"))
        {
            BeginsParagraph = true,
            BeginsLine = true,
            // In small letters it counts: (a), (b), (c).
            IsLetter =
                words.Length == 1 && (char.IsLower(words[0]) || (behind < text.Length && char.IsLetter(text[behind]))),
        };
    }

    private static Brackets Of(string text, Portion portion, Match match)
    {
        var words = Plain(match.Groups["words"].Value);
        var isLink = IsLink(portion.Part, text, match.Index, match.Groups["open"].Length);
        var behind = match.Index + match.Length;
        var isDouble = Opened(match).Length > 1;
        return new Brackets(
            portion,
            Shortened(Spaces().Replace(match.Value, " ").Trim()),
            Shortened($"{Opened(match)}{words}{Square(match.Groups["close"].Value)}"),
            words
        )
        {
            BeginsParagraph = match.Index == portion.Part.Words,
            BeginsLine = LineSigns().IsMatch(LineBefore(text, portion.Part.Words, match.Index)),
            IsDouble = isDouble,
            IsLink = isLink,
            IsLetter =
                !isDouble && words.Length == 1 && (isLink || (behind < text.Length && char.IsLetter(text[behind]))),
        };
    }

    private static string Opened(Match match) => Square(match.Groups["open"].Value);

    private static bool IsLink(MarkdownParagraph part, string text, int at, int length)
    {
        var from = at > 0 && text[at - 1] == '!' ? at - 1 : at;
        var next = part.Links.AsSpan().BinarySearch(from);
        next = next < 0 ? ~next : next;
        return next < part.Links.Length && part.Links[next] < at + length;
    }

    // As far as a refusal needs: spaces and signs of quotation, emphasis and wide letters are of the writing, not of the words.
    private static string Plain(string words) =>
        Spaces().Replace(string.Concat(words.Where(IsShown).Select(Narrow)), " ").Trim(' ', '*', '_', '~', '"', '\'');

    private static bool IsShown(char c) => char.GetUnicodeCategory(c) != UnicodeCategory.Format;

    private static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;

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

    private static string Shortened(string written) =>
        written.Length <= LongestShown ? written : written[..LongestShown] + " …";

    // Without what stands before the words of the paragraph, such as the label of a footnote.
    private static ReadOnlySpan<char> LineBefore(string text, int? words, int at)
    {
        var from = Math.Max(0, at - LongestBeginning);
        var before = text.AsSpan((words <= at ? Math.Max(from, words.Value) : from)..at);
        return before[(before.LastIndexOfAny('\r', '\n') + 1)..];
    }

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

    // Numbers that Markdown does not take for those of a list, too: “2.” without a space, “(2)”, “2.1”.
    [GeneratedRegex(
        "^" + Sign + @"(?:(?:\p{N}{1,9}|[a-zA-Z]{1,9}(?=[.):）．、]))" + Sign + "){0,3}$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex LineSigns();

    [GeneratedRegex(@"\G[(（](?<words>[^()（）]{1,1000})[)）]", RegexOptions.ExplicitCapture)]
    private static partial Regex Parentheses();

    // “R · KOR”: letters for the classification before what else there is.
    [GeneratedRegex(@"^(\p{Lu}{1,3}) · .*$")]
    private static partial Regex CableSign();

    [GeneratedRegex(@"[\s\p{Cf}>]+")]
    private static partial Regex Spaces();
}
