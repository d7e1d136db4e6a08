using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>What a tag set means to the decision (ADatP-4774 tag types).</summary>
public enum TagSetType
{
    /// <summary>Every value on the label must be in the clearance.</summary>
    Restrictive,

    /// <summary>At least one value on the label must be in the clearance; an absent tag set is no limit.</summary>
    Permissive,

    /// <summary>Ignored by the decision.</summary>
    Informative,
}

/// <summary>A set of values a policy offers for one category.</summary>
public sealed record TagSet
{
    private readonly FrozenDictionary<string, TagValue> byName = FrozenDictionary<string, TagValue>.Empty;

    /// <summary>Its key on labels and in clearances.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it means to the decision.</summary>
    public required TagSetType Type { get; init; }

    /// <summary>Whether every label must carry it.</summary>
    public bool Required { get; init; }

    /// <summary>Values given to a new label that lacks a required tag set.</summary>
    public ImmutableArray<string> Default { get; init; } = [];

    /// <summary>How many values a label may carry at most; null for no limit.</summary>
    public int? Maximum { get; init; }

    /// <summary>How it is shown in markings.</summary>
    public required TagSetMarking Marking { get; init; }

    /// <summary>Its values in the order they are shown. No two have the same name.</summary>
    public required ImmutableArray<TagValue> Values
    {
        get;
        init
        {
            field = value.OrEmpty();
            byName = field
                .DistinctBy(entry => entry.Name, Names.Comparer)
                .ToFrozenDictionary(entry => entry.Name, Names.Comparer);
        }
    }

    /// <summary>The value of that name, whatever its case; null if there is none.</summary>
    public TagValue? Find(string name) => byName.GetValueOrDefault(name);
}

/// <summary>How a tag set is shown in markings.</summary>
/// <param name="Hidden">Not at all; by default so for informative tag sets.</param>
/// <param name="Prefix">Words before its values, such as <c>REL TO </c>.</param>
/// <param name="Separator">Between its values.</param>
/// <param name="Omit">Values that the policy's own prefix says: not shown, but for a label that lacks one, which takes it back.</param>
public sealed record TagSetMarking(bool Hidden, string Prefix, string Separator, ImmutableArray<string> Omit);

/// <summary>One value of a tag set.</summary>
public sealed record TagValue
{
    /// <summary>Its name on labels and in clearances.</summary>
    public required string Name { get; init; }

    /// <summary>What it stands for, for people; by default the name.</summary>
    public required string Title { get; init; }

    /// <summary>Its word in the banner; by default the name.</summary>
    public required string Marking { get; init; }

    /// <summary>Its word where space is short; by default the marking.</summary>
    public required string ShortMarking { get; init; }

    /// <summary>
    /// The group it stands for. Who belongs to it is what the label's membership epoch lists, nothing else: to hold
    /// the group's own name in a clearance counts only where the group lists its own name as a member.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>From when it may not be used on new labels; null if it may.</summary>
    public DateTimeOffset? Retired { get; init; }

    /// <summary>Classifications it may not stand with.</summary>
    public ImmutableArray<string> Excludes { get; init; } = [];
}
