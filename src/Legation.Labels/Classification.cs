namespace Legation.Labels;

/// <summary>One classification of a policy.</summary>
public sealed record Classification
{
    /// <summary>Its name on labels and in clearances.</summary>
    public required string Name { get; init; }

    /// <summary>Its rank: of the labels of several sources the highest wins. No two of a policy have the same.</summary>
    public required int Hierarchy { get; init; }

    /// <summary>The words of the banner; by default the name.</summary>
    public required string Marking { get; init; }

    /// <summary>The letters shown where space is short; by default the first of the name.</summary>
    public required string ShortMarking { get; init; }

    /// <summary>The style the banner is shown in: <c>u</c>, <c>r</c>, <c>c</c> or <c>s</c>.</summary>
    public required string Colour { get; init; }

    /// <summary>From when it may not be used on new labels; null if it may.</summary>
    public DateTimeOffset? Retired { get; init; }

    /// <summary>Position in the policy's list, which is its bit in compiled clearances.</summary>
    internal int Position { get; init; }
}
