using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Reads the memberships of a policy: who belonged to its groups in which epoch.</summary>
internal static class MembershipReader
{
    internal static ImmutableArray<Membership> Read(JsonPlace root)
    {
        var read = ImmutableArray.CreateBuilder<Membership>();
        foreach (var item in root.Items("memberships"))
        {
            if (!item.IsObject("epoch", "groups"))
                continue;
            // A label's number must find the same members for ever: no gap, no second use.
            if (item.Whole("epoch", least: 1) != read.Count + 1)
                item.Problem("epoch", "must count 1, 2, 3 in order");
            read.Add(new Membership(read.Count + 1, item.Categories("groups")));
        }
        return read.ToImmutable();
    }

    /// <summary>Groups in groups would make membership depend on who holds a group's name; members are listed one by one.</summary>
    internal static void RefuseNested(
        JsonPlace root,
        ImmutableArray<TagSet> tagSets,
        ImmutableArray<Membership> memberships
    )
    {
        var groupValues = tagSets
            .SelectMany(tagSet => tagSet.Values)
            .Where(value => value.Group is not null)
            .ToLookup(value => value.Name, value => value.Group, Names.Comparer);
        var groups = memberships.SelectMany(membership => membership.Groups.Keys).ToHashSet(Names.Comparer);
        foreach (var item in root.Items("memberships"))
        foreach (var (group, members) in item.Entries("groups"))
        foreach (var member in members.Items())
            if (
                groupValues[member.Text()].Any(other => !Names.Same(other, group))
                || (groups.Contains(member.Text()) && !Names.Same(member.Text(), group))
            )
                member.Problem("is a group: its members are listed one by one");
    }
}
