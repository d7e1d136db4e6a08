using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>What a policy makes of labels of another policy: published with it, so that everyone translates alike.</summary>
public sealed record PolicyMapping
{
    /// <summary>Id of the other policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Its classifications to ours. One that is not listed has no translation.</summary>
    public required ImmutableSortedDictionary<string, string> Classifications { get; init; }

    /// <summary>Its tag sets. A tag set or value that is not listed has no translation: dropping it could widen access.</summary>
    public required ImmutableArray<TagSetMapping> TagSets { get; init; }

    /// <summary>
    /// Our categories added to every translated label. A restrictive or informative one is added to what is there; a
    /// permissive one only where the translation yields none, because more values would widen access.
    /// </summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<string>> Add { get; init; }
}

/// <summary>What becomes of one tag set of the other policy.</summary>
/// <param name="From">Id of the other policy's tag set.</param>
/// <param name="To">Id of ours; null says that it is ignored, which the author of the policy answers for.</param>
/// <param name="Values">Its values to ours.</param>
public sealed record TagSetMapping(string From, string? To, ImmutableSortedDictionary<string, string> Values);
