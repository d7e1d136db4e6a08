using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>
/// Gives every value that a clearance may hold a bit, and knows for every value of a label which bits satisfy it in
/// each membership epoch.
/// </summary>
internal sealed class ValueIndex
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, int>> positions;
    private readonly ImmutableArray<(string TagSet, string Value)> names;
    private readonly ImmutableArray<Membership> memberships;

    internal ValueIndex(ImmutableArray<TagSet> tagSets, ImmutableArray<Membership> memberships)
    {
        this.memberships = memberships;
        var all = ImmutableArray.CreateBuilder<(string, string)>();
        var bySet = new Dictionary<string, FrozenDictionary<string, int>>(Names.Comparer);
        foreach (var tagSet in tagSets.Where(set => set.Type != TagSetType.Informative))
        {
            var inSet = new Dictionary<string, int>(Names.Comparer);
            // Members need no value of their own on labels: a clearance may hold them all the same.
            foreach (var name in tagSet.Values.Select(value => value.Name).Concat(tagSet.Values.SelectMany(Members)))
                if (inSet.TryAdd(name, all.Count))
                    all.Add((tagSet.Id, name));
            bySet[tagSet.Id] = inSet.ToFrozenDictionary(Names.Comparer);
        }
        positions = bySet.ToFrozenDictionary(Names.Comparer);
        names = all.ToImmutable();
    }

    internal (string TagSet, string Value) NameAt(int position) => names[position];

    internal NameBits Empty() => new((names.Length + 63) / 64);

    /// <summary>Adds what a clearance holds; names the policy does not know grant nothing.</summary>
    internal void AddHeld(NameBits bits, string tagSet, string name)
    {
        if (positions.TryGetValue(tagSet, out var inSet) && inSet.TryGetValue(name, out var position))
            bits.Add(position);
    }

    /// <summary>The bits of which a reader must hold one to satisfy a value; epoch 0 means membership in every epoch.</summary>
    internal NameBits Satisfying(TagSet tagSet, TagValue value, int epoch)
    {
        var bits = Empty();
        if (value.Group is null)
            AddHeld(bits, tagSet.Id, value.Name);
        else if (epoch > 0)
            AddMembers(bits, tagSet, value.Group, memberships[epoch - 1]);
        else
            AddConstantMembers(bits, tagSet, value.Group);
        return bits;
    }

    private void AddConstantMembers(NameBits bits, TagSet tagSet, string group)
    {
        foreach (var (index, membership) in memberships.Index())
        {
            var members = Empty();
            AddMembers(members, tagSet, group, membership);
            if (index == 0)
                bits.AddAll(members);
            else
                bits.KeepOnly(members);
        }
    }

    private void AddMembers(NameBits bits, TagSet tagSet, string group, Membership membership)
    {
        if (membership.Groups.TryGetValue(group, out var members))
            foreach (var member in members)
                AddHeld(bits, tagSet.Id, member);
    }

    private IEnumerable<string> Members(TagValue value) =>
        value.Group is null
            ? []
            : memberships.SelectMany(membership =>
                membership.Groups.TryGetValue(value.Group, out var members) ? members : []
            );
}
