using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>What a marking says of one tag set.</summary>
/// <param name="Has">Values that the label has, in the policy's order.</param>
/// <param name="HasNot">Values that the policy's prefix says and the label does not have.</param>
internal sealed record ValuesRead(ImmutableArray<string> Has, ImmutableArray<string> HasNot)
{
    internal bool IsSame(ValuesRead other) => Has.SequenceEqual(other.Has) && HasNot.SequenceEqual(other.HasNot);
}

/// <summary>Reads the values of one tag set out of a marking, in every way in which its words can be read.</summary>
internal sealed class MarkedValues
{
    private readonly TagSet tagSet;
    private readonly string separator;
    private readonly ImmutableArray<(string Word, string Name, bool Has)> words;

    internal MarkedValues(TagSet tagSet)
    {
        this.tagSet = tagSet;
        separator = tagSet.Marking.Separator.Trim();
        words =
        [
            .. tagSet.Values.SelectMany(value => Words(value, "", has: true)).Distinct(),
            .. tagSet
                .Values.Where(value => tagSet.Marking.Omit.Holds(value.Name))
                .SelectMany(value => Words(value, LabelMarking.Not, has: false))
                .Distinct(),
        ];
    }

    /// <summary>The values, in the policy's order, once for each reading that differs; none if the words are no values.</summary>
    internal ImmutableArray<ValuesRead> Read(string text)
    {
        // From each place on, whatever stood before it; so that no text takes longer than its length times the words.
        var readings = new List<ValuesRead>[text.Length + 1];
        readings[0] = [new([], [])];
        for (var at = 0; at < text.Length; at++)
            if (readings[at] is { } before)
                foreach (var (word, name, has) in words)
                    if (Next(text, at, word) is { } next)
                        Add(readings[next] ??= [], before, name, has);
        return text.Length == 0
            ? []
            : [.. (readings[^1] ?? []).Where(reading => !reading.Has.Intersect(reading.HasNot).Any())];
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
    private void Add(List<ValuesRead> readings, List<ValuesRead> before, string name, bool has)
    {
        foreach (var values in before)
        {
            var more = has
                ? values with
                {
                    Has = With(values.Has, name),
                }
                : values with
                {
                    HasNot = With(values.HasNot, name),
                };
            if (readings.Count < 2 && !readings.Exists(more.IsSame))
                readings.Add(more);
        }
    }

    private ImmutableArray<string> With(ImmutableArray<string> values, string name) =>
        [.. tagSet.Values.Select(value => value.Name).Where(known => known == name || values.Contains(known))];

    private static IEnumerable<(string Word, string Name, bool Has)> Words(TagValue value, string before, bool has) =>
        new[] { value.Marking, value.Name, value.ShortMarking }
            .Select(MarkingReader.OneSpaced)
            .Where(word => word.Length > 0)
            .Select(word => (before + word, value.Name, has));

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at;
    }
}
