using System.Collections.Immutable;

namespace Legation.Labels.Tests;

/// <summary>The rules once more, written for reading: names in lists, exactly spelled.</summary>
internal sealed class NaiveRules(PolicyPlan policy, DateTimeOffset now)
{
    internal DenialReason Decide(Label label, Clearance clearance)
    {
        if (clearance.Policy != policy.Id)
            return DenialReason.ClearanceInOtherPolicy;
        if (InThisPolicy(label) is not { } ours)
            return DenialReason.NoLabelInPolicy;
        if (!IsValid(ours))
            return DenialReason.InvalidLabel;
        if (!clearance.Classifications.Contains(ours.Classification))
            return DenialReason.Classification;
        if (!Sets(TagSetType.Restrictive).All(set => ours.Values(set.Id).All(Held(clearance, set).Contains)))
            return DenialReason.Restrictive;
        return Sets(TagSetType.Permissive).All(set => IsMet(set, ours, Held(clearance, set)))
            ? DenialReason.None
            : DenialReason.Permissive;
    }

    internal bool IsValid(Label label) =>
        policy.Classifications.SingleOrDefault(entry => entry.Name == label.Classification) is { } classification
        && !IsRetired(classification.Retired, label)
        && !(label.Made > now.AddMinutes(5))
        && !(label.Review < FirstDay(label.Made))
        && label.MembershipEpoch >= 0
        && label.MembershipEpoch <= policy.Memberships.Length
        && label.Categories.All(entry => policy.TagSet(entry.Key) is { } set && AreValid(set, entry.Value, label))
        && policy.TagSets.All(set => !set.Required || label.Categories.ContainsKey(set.Id))
        && label.Alternatives.Select(entry => entry.Policy).Append(policy.Id).Distinct().Count()
            == label.Alternatives.Length + 1;

    /// <summary>The first day a review may be on: zones may differ by one from the day it was made.</summary>
    private static DateOnly? FirstDay(DateTimeOffset? made) =>
        made is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime).AddDays(-1) : null;

    private bool AreValid(TagSetPlan set, ImmutableArray<string> values, Label label) =>
        values.Length > 0
        && values.Distinct().Count() <= (set.Maximum ?? int.MaxValue)
        && values.All(name =>
            set.Value(name) is { } value
            && !IsRetired(value.Retired, label)
            && !value.Excludes.Contains(label.Classification)
        );

    private bool IsRetired(DateTimeOffset? retired, Label label) => (label.Made ?? now) >= retired;

    private Label? InThisPolicy(Label label)
    {
        if (label.Policy == policy.Id)
            return label;
        Label[] alternatives = [.. label.Alternatives.Where(entry => entry.Policy == policy.Id)];
        if (alternatives.Length > 0)
            return alternatives.Length == 1 ? alternatives[0] : null;
        var mapping = Array.Find(policy.Mappings, entry => entry.Policy == label.Policy);
        return mapping is null ? null : Mapped(mapping, label);
    }

    private Label? Mapped(MappingPlan mapping, Label label)
    {
        if (!mapping.Classifications.TryGetValue(label.Classification, out var classification))
            return null;
        var pairs = new List<(string Set, string Value)>();
        foreach (var (id, values) in label.Categories)
        {
            if (Array.Find(mapping.TagSets, entry => entry.From == id) is not { } set)
                return null;
            if (set.Ignored)
                continue;
            if (values.IsEmpty || !values.All(set.Values.ContainsKey))
                return null;
            pairs.AddRange(values.Select(value => (set.To!, set.Values[value])));
        }
        var added = mapping.Add.Where(entry =>
            policy.TagSet(entry.Key)!.Type != TagSetType.Permissive || !pairs.Exists(pair => pair.Set == entry.Key)
        );
        return new Label
        {
            Policy = policy.Id,
            Classification = classification,
            Categories = pairs
                .Concat<(string Set, string Value)>(
                    added.SelectMany(entry => entry.Value, (entry, value) => (entry.Key, value))
                )
                .GroupBy(pair => pair.Set, pair => pair.Value)
                .ToImmutableSortedDictionary(set => set.Key, set => set.ToImmutableArray()),
            Made = label.Made,
            Review = label.Review,
        };
    }

    private bool IsMet(TagSetPlan set, Label label, ImmutableArray<string> held) =>
        label.Values(set.Id).IsEmpty
        || label
            .Values(set.Id)
            .SelectMany(name => Satisfying(set.Value(name)!, label.MembershipEpoch))
            .Intersect(held)
            .Any();

    /// <summary>What a reader must hold one of; membership without an epoch is membership in every one.</summary>
    private string[] Satisfying(ValuePlan value, int epoch) =>
        value.Group is null
            ? [value.Name]
            :
            [
                .. policy
                    .Memberships.Where(membership => epoch == 0 || membership.Epoch == epoch)
                    .Select(membership => membership.Groups.GetValueOrDefault(value.Group, []))
                    .Aggregate((left, right) => [.. left.Intersect(right)]),
            ];

    private IEnumerable<TagSetPlan> Sets(TagSetType type) => policy.TagSets.Where(set => set.Type == type);

    private static ImmutableArray<string> Held(Clearance clearance, TagSetPlan set) =>
        clearance.Categories.GetValueOrDefault(set.Id, []);
}
