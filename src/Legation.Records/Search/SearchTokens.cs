using System.Text;

namespace Legation.Records.Search;

/// <summary>
/// What a text is indexed by, the same for every engine: its words, and of scripts without spaces each two neighbouring
/// characters and the last one alone. Neither has a character that an engine's query language knows.
/// </summary>
public static class SearchTokens
{
    /// <summary>Stands between texts of one record, so that no phrase reaches from one into another.</summary>
    public const string Gap = "\uE000";

    // Whatever is longer is no word: a key, a link.
    private const int MostCharacters = 64;

    /// <summary>The tokens of some texts, in their order.</summary>
    public static List<string> Of(IEnumerable<string> texts)
    {
        var tokens = new List<string>();
        foreach (var text in texts)
        {
            if (tokens.Count > 0)
                tokens.Add(Gap);
            foreach (var run in TextRun.Of(text))
                Add(run, tokens, withLast: true);
        }
        return tokens;
    }

    /// <summary>Adds a run's tokens.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tokens">Where to.</param>
    /// <param name="withLast">Whether the last of the paired characters is added alone: more may follow it where it is looked for.</param>
    internal static void Add(TextRun run, List<string> tokens, bool withLast)
    {
        if (!run.IsPaired)
        {
            tokens.Add(Cut(run.Text));
            return;
        }
        var before = default(Rune?);
        foreach (var rune in run.Text.EnumerateRunes())
        {
            if (before is { } first)
                tokens.Add($"{first}{rune}");
            before = rune;
        }
        if (before is { } last && (withLast || run.Text.Length == last.Utf16SequenceLength))
            tokens.Add(last.ToString());
    }

    private static string Cut(string word) =>
        word.Length <= MostCharacters ? word
        : char.IsHighSurrogate(word[MostCharacters - 1]) ? word[..(MostCharacters - 1)]
        : word[..MostCharacters];
}
