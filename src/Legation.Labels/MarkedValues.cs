using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Reads the values of one tag set out of a marking, in every way in which its words can be read.</summary>
internal sealed class MarkedValues
{
    private readonly TagSet tagSet;
    private readonly string separator;
    private readonly ImmutableArray<(string Word, string Name)> words;

    internal MarkedValues(TagSet tagSet)
    {
        this.tagSet = tagSet;
        separator = tagSet.Marking.Separator.Trim();
        words =
        [
            .. tagSet
                .Values.SelectMany(value =>
                    new[] { value.Marking, value.Name, value.ShortMarking }.Select(word =>
                        (Word: MarkingReader.OneSpaced(word), value.Name)
                    )
                )
                .Where(entry => entry.Word.Length > 0)
                .Distinct(),
        ];
    }

    /// <summary>The values, in the policy's order, once for each reading that differs; none if the words are no values.</summary>
    internal ImmutableArray<ImmutableArray<string>> Read(string text)
    {
        // From each place on, whatever stood before it; so that no text takes longer than its length times the words.
        var readings = new List<ImmutableArray<string>>[text.Length + 1];
        readings[0] =
        [
            [],
        ];
        for (var at = 0; at < text.Length; at++)
            if (readings[at] is { } before)
                foreach (var (word, name) in words)
                    if (Next(text, at, word) is { } next)
                        Add(readings[next] ??= [], before, name);
        return text.Length == 0 ? [] : [.. readings[^1] ?? []];
    }

    /// <summary>Where the next value begins if this word stands here: behind the separator, or at the end.</summary>
    private int? Next(string text, int at, string word)
    {
        if (string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0)
            return null;
        var end = at + word.Length;
        if (end == text.Length)
            return end;
        var next = SkipSpace(text, end);
        if (separator.Length == 0)
            return next > end ? next : null;
        if (string.CompareOrdinal(text, next, separator, 0, separator.Length) != 0)
            return null;
        next = SkipSpace(text, next + separator.Length);
        return next < text.Length ? next : null;
    }

    // Two readings are as good as many: it is ambiguous.
    private void Add(List<ImmutableArray<string>> readings, List<ImmutableArray<string>> before, string name)
    {
        foreach (var values in before)
        {
            ImmutableArray<string> more =
            [
                .. tagSet.Values.Select(value => value.Name).Where(known => known == name || values.Contains(known)),
            ];
            if (readings.Count < 2 && !readings.Exists(same => same.SequenceEqual(more)))
                readings.Add(more);
        }
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at;
    }
}
