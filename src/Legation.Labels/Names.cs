using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Names of policies, classifications, tag sets and values compare without case (labels of different systems spell them differently).</summary>
internal static class Names
{
    internal static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    internal static readonly ImmutableSortedDictionary<string, ImmutableArray<string>> NoCategories =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(Comparer);

    internal static bool Same(string? left, string? right) => Comparer.Equals(left, right);

    /// <summary>The same categories keyed without case; tag sets that differ in case only become one, with the values of both.</summary>
    internal static ImmutableSortedDictionary<string, ImmutableArray<string>> ByName(
        ImmutableSortedDictionary<string, ImmutableArray<string>>? given
    )
    {
        if (given is null)
            return NoCategories;
        if (ReferenceEquals(given.KeyComparer, Comparer))
            return given;
        var merged = NoCategories.ToBuilder();
        foreach (var (tagSet, values) in given)
            merged[tagSet] = merged.TryGetValue(tagSet, out var before)
                ? [.. before.OrEmpty(), .. values.OrEmpty()]
                : values.OrEmpty();
        return merged.ToImmutable();
    }

    internal static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> values) => values.IsDefault ? [] : values;

    internal static bool Holds(this ImmutableArray<string> values, string name)
    {
        foreach (var value in values.OrEmpty())
            if (Same(value, name))
                return true;
        return false;
    }

    internal static bool SameSet(ImmutableArray<string> left, ImmutableArray<string> right) =>
        AllIn(left.OrEmpty(), right) && AllIn(right.OrEmpty(), left);

    internal static bool SameCategories(
        ImmutableSortedDictionary<string, ImmutableArray<string>> left,
        ImmutableSortedDictionary<string, ImmutableArray<string>> right
    )
    {
        if (left.Count != right.Count)
            return false;
        foreach (var (tagSet, values) in left)
            if (!right.TryGetValue(tagSet, out var others) || !SameSet(values, others))
                return false;
        return true;
    }

    /// <summary>A hash that does not depend on order, case or repetition.</summary>
    internal static int HashSet(ImmutableArray<string> values)
    {
        var sum = 0;
        values = values.OrEmpty();
        for (var i = 0; i < values.Length; i++)
            if (!values[..i].Holds(values[i]))
                sum = unchecked(sum + Comparer.GetHashCode(values[i]));
        return sum;
    }

    internal static int HashCategories(ImmutableSortedDictionary<string, ImmutableArray<string>> categories)
    {
        var hash = new HashCode();
        foreach (var (tagSet, values) in categories)
        {
            hash.Add(tagSet, Comparer);
            hash.Add(HashSet(values));
        }
        return hash.ToHashCode();
    }

    private static bool AllIn(ImmutableArray<string> some, ImmutableArray<string> all)
    {
        foreach (var name in some)
            if (!all.Holds(name))
                return false;
        return true;
    }
}
