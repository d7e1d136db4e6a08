using Legation.Labels;

namespace Legation.Server.Shell;

/// <summary>What the banners say about a page.</summary>
internal sealed class PageBanner(LabelPolicies policies)
{
    private readonly LabelPolicy policy = policies.Find(ShippedPolicies.LegationDemo.Id) ?? policies.First();

    /// <summary>For a page that shows nothing labelled.</summary>
    public BannerText Least => Of(policy.Classifications.MinBy(c => c.Hierarchy)!);

    /// <summary>For a page of several rows: the highest classification among them, by colour.</summary>
    public BannerText Highest(IEnumerable<string> colours)
    {
        var shown = colours.ToHashSet(StringComparer.Ordinal);
        var highest = policy.Classifications.Where(c => shown.Contains(c.Colour)).MaxBy(c => c.Hierarchy);
        return highest is null ? Least : Of(highest);
    }

    private BannerText Of(Classification classification) =>
        new(policy.MarkingPrefix + classification.Marking, classification.Colour);
}

/// <summary>Words and colour class of a banner.</summary>
internal sealed record BannerText(string Text, string Colour);
