namespace Legation.Labels;

/// <summary>One thing that is wrong with a label, clearance or policy.</summary>
/// <param name="Place">
/// Where, as a JSON pointer (RFC 6901) into its JSON form, or in XML as path, line and column; empty for the whole.
/// </param>
/// <param name="Rule">The rule it breaks, as a sentence for people.</param>
public sealed record LabelProblem(string Place, string Rule)
{
    /// <summary>The place of a member or item below <paramref name="parent"/>.</summary>
    internal static string Below(string parent, string name) =>
        $"{parent}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
