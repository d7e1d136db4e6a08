using System.Collections.Immutable;

namespace Legation.Records.Search;

/// <summary>Tokens that must follow one another.</summary>
/// <param name="Tokens">The tokens; at least one.</param>
/// <param name="IsPrefix">Whether the last of them need only begin so.</param>
public sealed record SearchPhrase(ImmutableArray<string> Tokens, bool IsPrefix)
{
    /// <summary>Whether the tokens of a text have it.</summary>
    public bool IsIn(IReadOnlyList<string> tokens)
    {
        for (var at = 0; at + Tokens.Length <= tokens.Count; at++)
            if (IsAt(tokens, at))
                return true;
        return false;
    }

    private bool IsAt(IReadOnlyList<string> tokens, int at)
    {
        var last = Tokens.Length - 1;
        for (var i = 0; i < last; i++)
            if (!string.Equals(tokens[at + i], Tokens[i], StringComparison.Ordinal))
                return false;
        return IsPrefix
            ? tokens[at + last].StartsWith(Tokens[last], StringComparison.Ordinal)
            : string.Equals(tokens[at + last], Tokens[last], StringComparison.Ordinal);
    }
}

/// <summary>
/// What somebody looks for: all of the words, in any order; words in quotation marks as they follow one another. The last
/// word may be the beginning of one, as one types.
/// </summary>
public sealed class SearchQuery
{
    // Whoever writes more has pasted a text.
    private const int MostPhrases = 32;

    // Fewer letters begin some word of nearly every text; fewer digits do not.
    private const int LeastOfBeginning = 3;

    private static readonly ImmutableArray<char> marks = ['"', '“', '”', '„', '«', '»', '「', '」', '『', '』'];

    private SearchQuery(ImmutableArray<SearchPhrase> phrases) => Phrases = phrases;

    /// <summary>All must be there. None: nothing is found.</summary>
    public ImmutableArray<SearchPhrase> Phrases { get; }

    /// <summary>Reads what somebody wrote; of more than 32 words the first count.</summary>
    public static SearchQuery Read(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var parts = Parts(words).Take(MostPhrases).ToList();
        return new([
            .. parts
                .Select((part, i) => Phrase(part.Text, !part.IsQuoted && i == parts.Count - 1))
                .OfType<SearchPhrase>(),
        ]);
    }

    /// <summary>Whether texts of one record have all of it.</summary>
    public bool Matches(IEnumerable<string> texts)
    {
        var tokens = SearchTokens.Of(texts);
        return Phrases.Length > 0 && Phrases.All(phrase => phrase.IsIn(tokens));
    }

    // A mark that is not closed reaches to the end.
    private static IEnumerable<(string Text, bool IsQuoted)> Parts(string words)
    {
        var quoted = false;
        foreach (var part in words.Split([.. marks]))
        {
            if (quoted && !string.IsNullOrWhiteSpace(part))
                yield return (part, true);
            else if (!quoted)
                foreach (var word in part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    yield return (word, false);
            quoted = !quoted;
        }
    }

    private static SearchPhrase? Phrase(string text, bool mayBegin)
    {
        var tokens = new List<string>();
        var runs = TextRun.Of(text).ToList();
        for (var i = 0; i < runs.Count; i++)
            SearchTokens.Add(runs[i], tokens, withLast: i < runs.Count - 1);
        if (tokens.Count == 0)
            return null;
        return new SearchPhrase(
            [.. tokens],
            runs[^1].IsPaired ? IsOne(runs[^1].Text) : mayBegin && Begins(runs[^1].Text)
        );
    }

    private static bool IsOne(string paired) => paired.EnumerateRunes().Count() == 1;

    private static bool Begins(string word) => word.Length >= LeastOfBeginning || char.IsDigit(word[0]);
}
