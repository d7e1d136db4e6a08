using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Labels in words. Nothing on a label is left out because the policy does not know it.</summary>
internal static class LabelMarking
{
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
                    + string.Join(
                        part.Set.Marking.Separator,
                        part.Values.Select(name => part.Set.Find(name)?.Marking ?? name)
                    )
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
            .. Shown(policy, label)
                .Select(part =>
                    string.Join(' ', part.Values.Select(name => part.Set.Find(name)?.ShortMarking ?? name))
                ),
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

    private static IEnumerable<(TagSet Set, ImmutableArray<string> Values)> Shown(LabelPolicy policy, Label label)
    {
        foreach (var tagSet in policy.TagSets)
        {
            if (tagSet.Marking.Hidden)
                continue;
            var values = label.Values(tagSet.Id).Where(value => !tagSet.Marking.Omit.Holds(value)).ToList();
            ImmutableArray<string> inOrder =
            [
                .. tagSet.Values.Select(value => value.Name).Where(name => values.Contains(name, Names.Comparer)),
                .. values.Where(value => tagSet.Find(value) is null),
            ];
            if (!inOrder.IsEmpty)
                yield return (tagSet, inOrder);
        }
    }

    private static IEnumerable<string> Unknown(LabelPolicy policy, Label label) =>
        label
            .Categories.Where(entry => policy.FindTagSet(entry.Key) is null)
            .Select(entry => Plain(entry.Key, entry.Value));
}
