using System.Collections.Immutable;
using Legation.Labels;

namespace Legation.Server.Security;

/// <summary>Clearances in words, and as boxes to tick.</summary>
internal static class ClearanceWords
{
    /// <summary>What is granted, in the order of the policy.</summary>
    public static string Of(Clearance clearance, LabelPolicies policies)
    {
        var held = clearance.Classifications.Concat(
            clearance.Categories.SelectMany(entry =>
                entry.Value.Select(name => TitleOf(policies, clearance, entry.Key, name))
            )
        );
        var words = string.Join(", ", held);
        return policies.Find(clearance.Policy) is null
            ? $"{words} · {clearance.Policy}, which does not count here: nothing"
            : $"{words} · {clearance.Policy}";
    }

    /// <summary>What may be ticked in a tag set: its values, and who belongs to its groups or did.</summary>
    public static IReadOnlyList<TagValue> Offered(LabelPolicy policy, TagSet set)
    {
        var members = set
            .Values.Where(value => value.Group is not null)
            .SelectMany(value =>
                policy.Memberships.SelectMany(epoch => epoch.Groups.TryGetValue(value.Group!, out var list) ? list : [])
            );
        var named = set.Values.Where(value => value.Group is null);
        return
        [
            .. named
                .Concat(
                    members.Select(name =>
                        set.Find(name)
                        ?? new TagValue
                        {
                            Name = name,
                            Title = name,
                            Marking = name,
                            ShortMarking = name,
                        }
                    )
                )
                .DistinctBy(value => value.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>The tag sets that a clearance can hold.</summary>
    public static IEnumerable<TagSet> Sets(LabelPolicy policy) =>
        policy.TagSets.Where(set => set.Type != TagSetType.Informative);

    /// <summary>The clearance that the ticked boxes say; each tag is posted as <c>tagSet=value</c>.</summary>
    public static Clearance Ticked(LabelPolicy policy, IEnumerable<string> classifications, IEnumerable<string> tags) =>
        new()
        {
            Policy = policy.Id,
            Classifications = [.. classifications],
            Categories = tags.Select(tag => tag.Split('=', 2))
                .Where(parts => parts.Length == 2)
                .GroupBy(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase)
                .ToImmutableSortedDictionary(
                    set => set.Key,
                    set => set.ToImmutableArray(),
                    StringComparer.OrdinalIgnoreCase
                ),
        };

    /// <summary>Whether the clearance holds the value.</summary>
    public static bool Holds(Clearance clearance, TagSet set, TagValue value) =>
        clearance.Categories.TryGetValue(set.Id, out var held)
        && held.Contains(value.Name, StringComparer.OrdinalIgnoreCase);

    private static string TitleOf(LabelPolicies policies, Clearance clearance, string set, string name) =>
        policies.Find(clearance.Policy)?.FindTagSet(set)?.Find(name)?.Title ?? name;
}
