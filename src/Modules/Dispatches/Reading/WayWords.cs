using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Reading;

/// <summary>Which way a dispatch went where that is not the usual one, for whoever reads it.</summary>
internal static class WayWords
{
    /// <summary>One sentence for each thing to be said; none for a dispatch that went the usual way.</summary>
    public static IEnumerable<string> Of(DirectoryView view, Principal principal, DispatchDetail detail)
    {
        var item = detail.Item;
        // What the body says of copies is its author's word; who gets it is told by the audience.
        foreach (var office in item.Copy.Where(detail.Audience.Contains))
            yield return principal.Parties.Contains(office)
                ? "A copy for your office: the route of its sender’s dispatches sends it one at once. It needs no act of yours."
                : $"A copy went to {view.FullNameOf(office)} at once.";
        if (view.RouteOf(item.From, item.About) is not { Terms: var terms })
            yield break;
        if (terms is { Through: null, Subject: { } subject } && Usual(view, item) is { } passed)
            yield return $"It went past {view.FullNameOf(passed)}: its author says that it is about “{view.NameOf(subject)}”.";
        if (terms.CopyTo is { } copy && !IsWith(detail, copy, view))
            yield return $"{view.FullNameOf(copy)} was to get a copy and did not: its label did not permit it, or its sender’s node did not know yet.";
    }

    private static RecordId? Usual(DirectoryView view, DispatchItem item) =>
        view.RouteOf(item.From, about: null)?.Terms.Through;

    private static bool IsWith(DispatchDetail detail, RecordId office, DirectoryView view) =>
        detail.Audience.Contains(office) || view.Party(office)?.Home == view.Party(detail.Item.From)?.Home;
}
