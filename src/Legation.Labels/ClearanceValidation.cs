using System.Globalization;

namespace Legation.Labels;

/// <summary>Finds names in a clearance that its policy does not know, so that an officer sees a slip of the pen.</summary>
internal static class ClearanceValidation
{
    internal static LabelProblem? Problem(LabelPolicy policy, Clearance clearance)
    {
        ArgumentNullException.ThrowIfNull(clearance);
        if (!Names.Same(clearance.Policy, policy.Id))
            return new LabelProblem("/policy", $"must be {policy.Id}");
        foreach (var (index, name) in clearance.Classifications.Index())
            if (policy.FindClassification(name) is null)
                return new LabelProblem(
                    Item("/classifications", index),
                    $"{name} is not a classification of {policy.Id}"
                );
        foreach (var (id, values) in clearance.Categories)
        {
            var place = LabelProblem.Below("/categories", id);
            if (policy.FindTagSet(id) is not { } tagSet)
                return new LabelProblem(place, $"is not a tag set of {policy.Id}");
            foreach (var (index, name) in values.OrEmpty().Index())
                if (tagSet.Find(name) is null && !IsMember(policy, tagSet, name))
                    return new LabelProblem(Item(place, index), $"{name} is not a value of {tagSet.Id}");
        }
        return null;
    }

    private static string Item(string place, int index) =>
        LabelProblem.Below(place, index.ToString(CultureInfo.InvariantCulture));

    private static bool IsMember(LabelPolicy policy, TagSet tagSet, string name) =>
        tagSet.Values.Any(value =>
            value.Group is { } group
            && policy.Memberships.Any(epoch => epoch.Groups.TryGetValue(group, out var members) && members.Holds(name))
        );
}
