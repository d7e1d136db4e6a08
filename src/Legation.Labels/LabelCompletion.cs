using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Fills in what the author of a label may leave to the policy.</summary>
internal static class LabelCompletion
{
    internal static Label Complete(LabelPolicy policy, Label label, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!Names.Same(label.Policy, policy.Id))
            return label;
        var categories = label.Categories;
        foreach (var tagSet in policy.TagSets)
            if (tagSet.Required && !tagSet.Default.IsEmpty && label.Values(tagSet.Id).IsEmpty)
                categories = categories.SetItem(tagSet.Id, tagSet.Default);
        return Spell(policy, label with { Categories = categories }) with
        {
            Made = label.Made ?? now,
            MembershipEpoch = label.MembershipEpoch == 0 ? policy.CurrentEpoch : label.MembershipEpoch,
        };
    }

    internal static Label Spell(LabelPolicy policy, Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!Names.Same(label.Policy, policy.Id))
            return label;
        var categories = Names.NoCategories.ToBuilder();
        foreach (var (id, values) in label.Categories)
        {
            var tagSet = policy.FindTagSet(id);
            categories[tagSet?.Id ?? id] =
            [
                .. values.OrEmpty().Select(value => tagSet?.Find(value)?.Name ?? value).Distinct(Names.Comparer),
            ];
        }
        return label with
        {
            Policy = policy.Id,
            Classification = policy.FindClassification(label.Classification)?.Name ?? label.Classification,
            Categories = categories.ToImmutable(),
        };
    }
}
