using System.Globalization;
using Legation.Labels;
using Legation.Records.Policies;

namespace Legation.Server.Security;

/// <summary>Policies in words.</summary>
internal static class PolicyWords
{
    /// <summary>One policy in one line: what counts, what waits.</summary>
    public static string Line(PolicyView view) => $"{view.Id}\t{Counting(view)}\t{Waiting(view)}".TrimEnd('\t');

    /// <summary>A policy that no node has yet, in one line.</summary>
    public static string Summary(LabelPolicy policy) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{policy.Id}\tversion {policy.Version}\t{policy.Name}\t{policy.Classifications.Length} classifications, {policy.TagSets.Length} tag sets"
        );

    /// <summary>The version that counts.</summary>
    public static string Counting(PolicyView view) =>
        view.Accepted is { } accepted ? $"version {Number(accepted.Policy.Version)} accepted" : "not accepted";

    /// <summary>What the version that waits changes.</summary>
    public static IReadOnlyList<string> Changes(PolicyView view) =>
        view is { Accepted: { } accepted, Offered: { } offered }
            ? offered.Policy.ChangesSince(accepted.Policy)
            : ["No version of it was accepted before."];

    /// <summary>What the policy says, part by part.</summary>
    public static IEnumerable<(string Term, string Text)> Parts(LabelPolicy policy)
    {
        yield return ("Classifications", string.Join(", ", policy.Classifications.Select(entry => entry.Name)));
        foreach (var set in policy.TagSets)
            yield return (set.Name, $"{string.Join(", ", set.Values.Select(value => value.Title))} ({Meaning(set)})");
        foreach (var epoch in policy.Memberships.Reverse())
        foreach (var (group, members) in epoch.Groups)
            yield return ($"Members of {group}, epoch {Number(epoch.Epoch)}", string.Join(", ", members));
        foreach (var mapping in policy.Mappings)
            yield return (mapping.Policy, $"translated: {string.Join(", ", mapping.Classifications.Keys)}");
    }

    private static string Meaning(TagSet set) =>
        set.Type switch
        {
            TagSetType.Restrictive => "every value needed",
            TagSetType.Permissive => "one value needed",
            _ => "for information",
        };

    private static string Waiting(PolicyView view) =>
        view.Offered is not { } offered ? ""
        : offered.Lowers.IsEmpty ? $"version {Number(offered.Policy.Version)} waits"
        : $"version {Number(offered.Policy.Version)} cannot be accepted: it lowers what an earlier one protected";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
