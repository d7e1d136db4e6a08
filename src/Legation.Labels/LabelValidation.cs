using System.Globalization;

namespace Legation.Labels;

/// <summary>The rules a label must meet to be valid in its policy, in the order they are told.</summary>
internal static class LabelValidation
{
    /// <summary>Clocks of nodes differ: a label may have been made a little later than it is now here.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    internal static LabelProblem? Problem(LabelPolicy policy, Label label, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!Names.Same(label.Policy, policy.Id))
            return new LabelProblem("/policy", $"must be {policy.Id}");
        if (policy.FindClassification(label.Classification) is not { } classification)
            return new LabelProblem(
                "/classification",
                $"{label.Classification} is not a classification of {policy.Id}"
            );
        if (IsRetired(classification.Retired, label, now))
            return new LabelProblem("/classification", $"{classification.Name} is no longer used on new labels");
        return Dates(label, now)
            ?? Epoch(policy, label)
            ?? Categories(policy, label, classification, now)
            ?? Alternatives(label);
    }

    /// <summary>What was retired stays valid on labels made before; a label without a date is as new as now.</summary>
    private static bool IsRetired(DateTimeOffset? retired, Label label, DateTimeOffset now) =>
        retired is { } from && (label.Made ?? now) >= from;

    private static LabelProblem? Dates(Label label, DateTimeOffset now)
    {
        if (label.Made is not { } made)
            return null;
        if (made > now + ClockTolerance)
            return new LabelProblem("/made", "is in the future");
        // A day has no zone: the day before in UTC may still be the same day where the label was made.
        return label.Review is { } review && review.DayNumber < DateOnly.FromDateTime(made.UtcDateTime).DayNumber - 1
            ? new LabelProblem("/review", "is before the label was made")
            : null;
    }

    private static LabelProblem? Epoch(LabelPolicy policy, Label label) =>
        label.MembershipEpoch < 0 || label.MembershipEpoch > policy.CurrentEpoch
            ? new LabelProblem(
                "/membershipEpoch",
                $"{label.MembershipEpoch.ToString(CultureInfo.InvariantCulture)} is not an epoch of {policy.Id} version {policy.Version.ToString(CultureInfo.InvariantCulture)}"
            )
            : null;

    private static LabelProblem? Categories(
        LabelPolicy policy,
        Label label,
        Classification classification,
        DateTimeOffset now
    )
    {
        foreach (var id in label.Categories.Keys)
        {
            var place = LabelProblem.Below("/categories", id);
            if (policy.FindTagSet(id) is not { } tagSet)
                return new LabelProblem(place, $"is not a tag set of {policy.Id}");
            if (Values(tagSet, place, label, classification, now) is { } problem)
                return problem;
        }
        foreach (var tagSet in policy.TagSets)
            if (tagSet.Required && !label.Categories.ContainsKey(tagSet.Id))
                return new LabelProblem(LabelProblem.Below("/categories", tagSet.Id), "is required");
        return null;
    }

    private static LabelProblem? Values(
        TagSet tagSet,
        string place,
        Label label,
        Classification classification,
        DateTimeOffset now
    )
    {
        var values = label.Values(tagSet.Id);
        if (values.IsEmpty)
            return new LabelProblem(place, "must have a value");
        for (var i = 0; i < values.Length; i++)
        {
            var rule = tagSet.Find(values[i]) switch
            {
                null => $"{values[i]} is not a value of {tagSet.Id}",
                var value when IsRetired(value.Retired, label, now) => $"{value.Name} is no longer used on new labels",
                var value when value.Excludes.Holds(classification.Name) =>
                    $"{value.Name} may not stand with {classification.Name}",
                _ => null,
            };
            if (rule is not null)
                return new LabelProblem(LabelProblem.Below(place, i.ToString(CultureInfo.InvariantCulture)), rule);
        }
        return tagSet.Maximum is { } maximum && values.Distinct(Names.Comparer).Count() > maximum
            ? new LabelProblem(place, $"has more than {maximum.ToString(CultureInfo.InvariantCulture)} values")
            : null;
    }

    private static LabelProblem? Alternatives(Label label)
    {
        var policies = new HashSet<string>(Names.Comparer) { label.Policy };
        for (var i = 0; i < label.Alternatives.Length; i++)
            if (!policies.Add(label.Alternatives[i].Policy))
                return new LabelProblem(
                    LabelProblem.Below("/alternatives", i.ToString(CultureInfo.InvariantCulture)),
                    $"is a second label in {label.Alternatives[i].Policy}"
                );
        return null;
    }
}
