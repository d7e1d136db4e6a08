using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>
/// Reads a marking back into the label that it says: the inverse of <see cref="LabelMarking.Long"/>. What the policy's
/// own prefix says for a tag set is taken as said, and what markings do not show is left to whoever asks.
/// </summary>
internal sealed class MarkingReader(LabelPolicy policy)
{
    internal const int Longest = 1_000;

    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>>.Builder categories =
        Names.NoCategories.ToBuilder();

    private readonly Dictionary<string, ImmutableArray<string>> takenBack = new(Names.Comparer);

    internal Label? Read(string text, out LabelProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest)
        {
            problem = new LabelProblem("", $"a marking has at most {Longest} characters");
            return null;
        }
        var parts = text.Split("//").Select(OneSpaced).ToArray();
        if (Classification(parts[0], out problem) is not { } classification)
            return null;
        foreach (var part in parts.Skip(1))
            if ((problem = Take(part)) is not null)
                return null;
        foreach (var tagSet in policy.TagSets.Where(set => !set.Marking.Hidden))
            AddOmitted(tagSet);
        return new Label
        {
            Policy = policy.Id,
            Classification = classification.Name,
            Categories = categories.ToImmutable(),
        };
    }

    private Classification? Classification(string words, out LabelProblem? problem)
    {
        var without = Prefixes().Where(prefix => Begins(words, prefix)).Select(prefix => words[prefix.Length..].Trim());
        // The full words go before the letters, which may be another's full words.
        Func<Classification, string>[] spellings =
        [
            entry => entry.Marking,
            entry => entry.Name,
            entry => entry.ShortMarking,
        ];
        foreach (var spelling in spellings)
        {
            var found = policy.Classifications.Where(entry =>
                without.Contains(OneSpaced(spelling(entry)), Names.Comparer)
            );
            if (found.ToList() is { Count: > 0 } named)
            {
                problem =
                    named.Count > 1 ? new LabelProblem("/classification", $"{words} may mean more than one") : null;
                return named.Count == 1 ? named[0] : null;
            }
        }
        var known = policy.Classifications.Select(entry => (policy.MarkingPrefix + entry.Marking).Trim());
        problem = new LabelProblem(
            "/classification",
            $"{Quoted(words)} is no classification; there are {string.Join(", ", known)}"
        );
        return null;
    }

    /// <summary>The words before the classification, from each of them on; nobody types all of them.</summary>
    private IEnumerable<string> Prefixes()
    {
        var prefix = OneSpaced(policy.MarkingPrefix);
        for (
            var at = 0;
            at >= 0 && prefix.Length > 0;
            at = prefix.IndexOf(' ', at) is >= 0 and var space ? space + 1 : -1
        )
            yield return prefix[at..];
        yield return "";
    }

    private LabelProblem? Take(string part)
    {
        var read = policy
            .TagSets.Where(set => !set.Marking.Hidden && Begins(part, OneSpaced(set.Marking.Prefix)))
            .Select(set => (Set: set, Values: new MarkedValues(set).Read(After(part, set))))
            .ToList();
        var meant = read.Where(entry => entry.Values.Length > 0).ToList();
        if (meant.Sum(entry => entry.Values.Length) > 1)
            return new LabelProblem("", $"{Quoted(part)} may mean more than one thing");
        if (meant.Count == 0)
            return Unknown(part, read.Select(entry => entry.Set).FirstOrDefault(set => set.Marking.Prefix.Length > 0));
        var (tagSet, values) = (meant[0].Set, meant[0].Values[0]);
        if (categories.ContainsKey(tagSet.Id))
            return new LabelProblem(LabelProblem.Below("/categories", tagSet.Id), "stands there twice");
        categories[tagSet.Id] = values.Has;
        takenBack[tagSet.Id] = values.HasNot;
        return null;
    }

    private LabelProblem Unknown(string part, TagSet? tagSet)
    {
        if (tagSet is null)
            return new LabelProblem(
                "",
                $"{Quoted(part)} is no part of a marking; after the classification may stand {string.Join(", ", policy.TagSets.Where(set => !set.Marking.Hidden).Select(Known))}"
            );
        return new LabelProblem(
            LabelProblem.Below("/categories", tagSet.Id),
            $"{Quoted(After(part, tagSet))} is not of {tagSet.Name}; there are {Known(tagSet)}"
        );
    }

    // Who mistypes need not be one to whom every codeword may be named.
    private static string Known(TagSet tagSet) =>
        tagSet.Type == TagSetType.Restrictive
            ? $"those of {tagSet.Name} that you may have"
            : tagSet.Marking.Prefix + string.Join(", ", tagSet.Values.Select(value => value.Marking));

    private void AddOmitted(TagSet tagSet)
    {
        if (tagSet.Marking.Omit.OrEmpty().IsEmpty)
            return;
        var said = categories.GetValueOrDefault(tagSet.Id).OrEmpty();
        var not = takenBack.GetValueOrDefault(tagSet.Id).OrEmpty();
        categories[tagSet.Id] =
        [
            .. tagSet
                .Values.Select(value => value.Name)
                .Where(name => said.Holds(name) || (tagSet.Marking.Omit.Holds(name) && !not.Holds(name))),
        ];
    }

    private static string After(string part, TagSet tagSet) => part[OneSpaced(tagSet.Marking.Prefix).Length..].Trim();

    private static bool Begins(string text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    private static string Quoted(string words) => $"“{words}”";

    internal static string OneSpaced(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
