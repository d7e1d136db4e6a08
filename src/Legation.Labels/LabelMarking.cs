using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Labels in words. Nothing on a label is left out because the policy does not know it.</summary>
internal static class LabelMarking
{
    /// <summary>Before what the policy's prefix says and a label does not have.</summary>
    internal const string Not = "NOT ";

    internal static string Long(LabelPolicy policy, Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!Names.Same(label.Policy, policy.Id))
            return Plain(label);
        var classification = policy.FindClassification(label.Classification)?.Marking ?? label.Classification;
        IEnumerable<string> parts =
        [
            policy.MarkingPrefix + classification,
            .. Shown(policy, label)
                .Select(part =>
                    part.Set.Marking.Prefix
                    + string.Join(part.Set.Marking.Separator, Words(part, value => value.Marking))
                ),
            .. Unknown(policy, label),
        ];
        return string.Join(" // ", parts);
    }

    internal static string Short(LabelPolicy policy, Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!Names.Same(label.Policy, policy.Id))
            return Plain(label);
        IEnumerable<string> parts =
        [
            policy.FindClassification(label.Classification)?.ShortMarking ?? label.Classification,
            .. Shown(policy, label).Select(part => string.Join(' ', Words(part, value => value.ShortMarking))),
            .. Unknown(policy, label),
        ];
        return string.Join(" · ", parts);
    }

    /// <summary>A label in its own words, for one whose policy is not at hand.</summary>
    internal static string Plain(Label label) =>
        string.Join(
            " // ",
            [
                $"{label.Policy} {label.Classification}",
                .. label.Categories.Select(entry => Plain(entry.Key, entry.Value)),
            ]
        );

    private static string Plain(string tagSet, ImmutableArray<string> values) =>
        $"{tagSet}: {string.Join(", ", values.OrEmpty())}";

    private static IEnumerable<string> Words(
        (TagSet Set, ImmutableArray<string> Values, IEnumerable<TagValue> Lacking) part,
        Func<TagValue, string> words
    ) =>
        part
            .Values.Select(name => part.Set.Find(name) is { } value ? words(value) : name)
            .Concat(part.Lacking.Select(value => Not + words(value)));

    private static IEnumerable<(TagSet Set, ImmutableArray<string> Values, IEnumerable<TagValue> Lacking)> Shown(
        LabelPolicy policy,
        Label label
    )
    {
        foreach (var tagSet in policy.TagSets.Where(set => !set.Marking.Hidden))
        {
            var values = label.Values(tagSet.Id);
            // What the prefix says of a label that does not have it is taken back, or it would read as a wider one.
            var lacking = tagSet
                .Values.Where(value => tagSet.Marking.Omit.Holds(value.Name) && !values.Holds(value.Name))
                .ToList();
            var shown = values.Where(value => lacking.Count > 0 || !tagSet.Marking.Omit.Holds(value)).ToList();
            ImmutableArray<string> inOrder =
            [
                .. tagSet.Values.Select(value => value.Name).Where(name => shown.Contains(name, Names.Comparer)),
                .. shown.Where(value => tagSet.Find(value) is null),
            ];
            if (!inOrder.IsEmpty)
                yield return (tagSet, inOrder, lacking);
        }
    }

    private static IEnumerable<string> Unknown(LabelPolicy policy, Label label) =>
        label
            .Categories.Where(entry => policy.FindTagSet(entry.Key) is null)
            .Select(entry => Plain(entry.Key, entry.Value));
}
