using Legation.Labels;
using Legation.Server.Accounts;

namespace Legation.Server.Tests.Hosting;

/// <summary>Words of the demonstration policy as requests and accounts write them.</summary>
internal static class DemoLabels
{
    /// <summary>A label for the alliance.</summary>
    public static object Label(string classification, string? review = null) =>
        new
        {
            policy = "LEGATION-DEMO",
            classification,
            categories = new { releasableTo = new[] { "ALLIANCE" } },
            review,
        };

    /// <summary>The clearance of somebody of the alliance.</summary>
    public static string Clearance(params string[] classifications) =>
        ClearanceText.Write(
            ClearanceText.Least(ShippedPolicies.LegationDemo) with
            {
                Classifications = [.. classifications],
            }
        );
}
