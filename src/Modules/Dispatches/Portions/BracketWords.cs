using System.Globalization;
using System.Text.RegularExpressions;

namespace Legation.Dispatches.Portions;

/// <summary>What stands between brackets and before them.</summary>
internal static partial class BracketWords
{
    private const int LongestShown = 60;
    private const int LongestBeginning = 80;
    private const string Sign = @"[^\p{L}\p{N}\\\[［【〔〖〚⟦\]］】〕〗〛⟧]*";

    /// <summary>As far as a refusal needs: spaces and signs of quotation, emphasis and wide letters are of the writing, not of the words.</summary>
    public static string Plain(string words) =>
        OneSpaced(string.Concat(words.Where(IsShown).Select(Narrow))).Trim(' ', '*', '_', '~', '"', '\'');

    public static string OneSpaced(string written) => Spaces().Replace(written, " ").Trim();

    public static string Shortened(string written) =>
        written.Length <= LongestShown ? written : written[..LongestShown] + " …";

    /// <summary>Where they stand.</summary>
    /// <param name="found">The brackets.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where they begin.</param>
    public static Brackets At(this Brackets found, string text, int at)
    {
        var words = found.Portion.Part.Words;
        var beginsLine = LineSigns().IsMatch(LineBefore(text, words, at));
        return found with
        {
            BeginsParagraph = at == words,
            BeginsLine = beginsLine,
            LeadsParagraph = beginsLine && words <= at && text.AsSpan(words.Value..at).IndexOfAny('\r', '\n') < 0,
            FollowsComma = text.AsSpan(0, at).TrimEnd() is [.., ',' or ';' or '、' or '，' or '；'],
        };
    }

    // Without what stands before the words of the paragraph, such as the label of a footnote.
    private static ReadOnlySpan<char> LineBefore(string text, int? words, int at)
    {
        var from = Math.Max(0, at - LongestBeginning);
        var before = text.AsSpan((words <= at ? Math.Max(from, words.Value) : from)..at);
        return before[(before.LastIndexOfAny('\r', '\n') + 1)..];
    }

    private static bool IsShown(char c) => char.GetUnicodeCategory(c) != UnicodeCategory.Format;

    private static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;

    // Numbers that Markdown does not take for those of a list, too: “2.” without a space, “(2)”, “2.1”, “a)”, “iv.”.
    [GeneratedRegex(
        "^" + Sign + @"(?:(?:\p{N}{1,9}|(?:[a-zA-Z]|[ivxlcIVXLC]{1,9})(?=[.):）．、]))" + Sign + "){0,3}$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex LineSigns();

    [GeneratedRegex(@"[\s\p{Cf}>]+")]
    private static partial Regex Spaces();
}
