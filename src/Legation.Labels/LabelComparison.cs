namespace Legation.Labels;

/// <summary>
/// Whether one label lets in anybody whom another kept out, among clearances of one policy that hold with a
/// classification all below it. What cannot be compared counts as letting in.
/// </summary>
internal static class LabelComparison
{
    internal static bool Widens(LabelPolicy policy, Label from, Label to, DateTimeOffset now)
    {
        if (policy.InThisPolicy(to) is null)
            return false;
        var (before, after) = (policy.Compile(from, now), policy.Compile(to, now));
        // What is not valid today may be so tomorrow: by the hour, or by another version of the policy.
        if (before.IsDenied || after.IsDenied)
            return true;
        return after.Classification!.Hierarchy < before.Classification!.Hierarchy
            || before.Restrictive.FirstMissingFrom(after.Restrictive) >= 0
            || before.Permissive.Any(limit => !IsKept(limit, after));
    }

    private static bool IsKept(PermissiveLimit limit, CompiledLabel after) =>
        after.Permissive.Any(entry => entry.TagSet == limit.TagSet && entry.AnyOf.FirstMissingFrom(limit.AnyOf) < 0);

    /// <summary>Whether a policy that is not accepted here could let in more by the one than by the other.</summary>
    internal static bool WidensElsewhere(LabelPolicies accepted, Label from, Label to) =>
        (accepted.Find(from.Policy) is null && !Names.Same(from.Policy, to.Policy))
        || Entries(to).Any(entry => accepted.Find(entry.Policy) is null && !Entries(from).Contains(entry));

    private static IEnumerable<Label> Entries(Label label) => [label with { Alternatives = [] }, .. label.Alternatives];
}
