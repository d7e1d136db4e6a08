using System.Text.RegularExpressions;

namespace Legation.Dispatches.Portions;

/// <summary>Finds parentheses in a text, as other offices mark with them and as the cable shows markings.</summary>
internal static partial class ParenthesisSigns
{
    private const int Longest = 1_000;

    /// <summary>All of them but escaped ones, in order, those within others too.</summary>
    /// <param name="text">The whole text.</param>
    public static IEnumerable<(int At, Func<Portion, Brackets> Found)> In(string text) =>
        from match in Pattern().Matches(text)
        where match.Groups["words"].Success && match.Groups["words"].Length <= Longest
        select (match.Index, (Func<Portion, Brackets>)(portion => Of(text, portion, match)));

    private static Brackets Of(string text, Portion portion, Match match)
    {
        var within = match.Groups["words"];
        var words = BracketWords.Plain(within.Value);
        var written = BracketWords.Shortened($"({words})");
        var behind = text.AsSpan(within.Index + within.Length + 1);
        return new Brackets(portion, written, written, CableSign().Replace(words, "$1"))
        {
            IsRound = true,
            IsText =
                words.Length == 1
                && (
                    char.IsLower(words[0])
                    || behind is [var next, ..] && char.IsLetter(next)
                    || IsCopyright(words, behind)
                ),
        }.At(text, match.Index);
    }

    private static bool IsCopyright(string words, ReadOnlySpan<char> behind) =>
        words == "C" && Year().IsMatch(behind[..Math.Min(behind.Length, 8)]);

    // What is escaped is taken first, so that it opens nothing. What stands in others is looked at by itself, too.
    [GeneratedRegex(
        @"\\.|(?<open>[(（])(?:(?=(?>(?<words>(?>[^()（）]*)(?>[(（][^()（）]*[)）][^()（）]*)*))[)）])|)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern();

    // “R · KOR”: letters for the classification before what else there is.
    [GeneratedRegex(@"^(\p{Lu}{1,3}) · .*$")]
    private static partial Regex CableSign();

    [GeneratedRegex(@"^[ \u00A0]?(?:19|20)[0-9]{2}(?![0-9])")]
    private static partial Regex Year();
}
