using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>
/// What a person, organisation or node may have under one policy. Names the policy does not know grant nothing.
/// Equality ignores case, order and repetition of names.
/// </summary>
public sealed record Clearance
{
    /// <summary>Id of the policy whose words the clearance uses.</summary>
    public required string Policy { get; init; }

    /// <summary>Every classification granted: a list, not a maximum.</summary>
    public required ImmutableArray<string> Classifications
    {
        get;
        init => field = value.OrEmpty();
    }

    /// <summary>Tag set to the values granted; keys compare without case. Empty by default.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Categories
    {
        get;
        init => field = Names.ByName(value);
    } = Names.NoCategories;

    /// <inheritdoc/>
    public bool Equals(Clearance? other) =>
        other is not null
        && Names.Same(Policy, other.Policy)
        && Names.SameSet(Classifications, other.Classifications)
        && Names.SameCategories(Categories, other.Categories);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(
            Names.Comparer.GetHashCode(Policy),
            Names.HashSet(Classifications),
            Names.HashCategories(Categories)
        );
}
