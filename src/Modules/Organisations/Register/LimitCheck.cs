using System.Globalization;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Register;

/// <summary>Finds what is wrong with the time limits of a route, and with the deputies to whom it passes.</summary>
internal sealed class LimitCheck(DirectoryEntries entries)
{
    /// <summary>The first member that is wrong; null: none.</summary>
    /// <param name="at">Where the line stands: <c>routes[0]</c>.</param>
    /// <param name="route">The line; its sender and via are good.</param>
    /// <param name="posts">Posts of the same document.</param>
    public Refusal? Problem(string at, RouteLine route, IReadOnlyList<PostLine> posts) =>
        route.Limits is { } limits
            ? OfLimits($"{at}.limits", route, limits) ?? OfDeputies($"{at}.deputies", route, posts)
        : route.Deputies is not null
            ? DocumentCheck.Wrong($"{at}.deputies", "needs limits: without them nothing passes to anybody")
        : null;

    private static Refusal? OfLimits(string field, RouteLine route, ClearanceLimits limits)
    {
        if (route.Via == RouteLine.Direct || route.Mode == RouteLine.Copy)
            return DocumentCheck.Wrong(field, "is for a route through an office, which clears what goes by it");
        if (limits.Listed().IsEmpty)
            return DocumentCheck.Wrong(field, "names no precedence; write {\"flash\": 15}, or leave it out");
        return limits
            .Listed()
            .Where(limit => limit.Minutes is < 1 or > ClearanceLimits.Most)
            .Select(limit => Minutes($"{field}.{limit.Precedence.ToString().ToLowerInvariant()}", limit.Minutes))
            .FirstOrDefault();
    }

    private static Refusal Minutes(string field, int minutes) =>
        DocumentCheck.Wrong(
            field,
            string.Create(
                CultureInfo.InvariantCulture,
                $"is {minutes}; write minutes from 1 to {ClearanceLimits.Most}, or leave it out"
            )
        );

    private Refusal? OfDeputies(string field, RouteLine route, IReadOnlyList<PostLine> posts)
    {
        var deputies = route.Deputies ?? [];
        for (var i = 0; i < deputies.Count; i++)
            if (deputies.Take(i).Contains(deputies[i], StringComparer.Ordinal))
                return DocumentCheck.Wrong($"{field}[{i}]", $"names {deputies[i]} twice");
            else if (!IsOf(route.Via, deputies[i], posts))
                return DocumentCheck.Wrong(
                    $"{field}[{i}]",
                    $"is {deputies[i]}; write the key or id of a post of the office in via, as legation directory list prints it"
                );
        return null;
    }

    private bool IsOf(string office, string deputy, IReadOnlyList<PostLine> posts) =>
        posts.FirstOrDefault(post => post.Key == deputy) is { } line
            ? line.Office == office
            : RecordId.TryParse(deputy, out var id) && entries.OfficeOf(id)?.ToString() == office;
}
