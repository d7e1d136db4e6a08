using Legation.Labels;

namespace Legation.Server.Shell;

/// <summary>What the banners say about a page that shows nothing labelled.</summary>
internal sealed class PageBanner(AcceptedPolicies policies)
{
    /// <summary>The lowest classification.</summary>
    public BannerText Least
    {
        get
        {
            var policy = policies.Current.First();
            var lowest = policy.Classifications.MinBy(c => c.Hierarchy)!;
            return new BannerText(policy.MarkingPrefix + lowest.Marking, lowest.Colour);
        }
    }
}

/// <summary>Words and colour class of a banner.</summary>
internal sealed record BannerText(string Text, string Colour);
