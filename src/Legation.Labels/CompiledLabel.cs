using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>A label ready to be decided on without allocating; it belongs to the policy version that compiled it.</summary>
public sealed class CompiledLabel
{
    internal CompiledLabel(LabelPolicy policy, Decision denied)
    {
        Policy = policy;
        Denied = denied;
    }

    internal CompiledLabel(LabelPolicy policy, Label label)
    {
        Policy = policy;
        Classification = policy.FindClassification(label.Classification)!;
        Restrictive = policy.Index.Empty();
        var limits = ImmutableArray.CreateBuilder<PermissiveLimit>();
        foreach (var tagSet in policy.TagSets)
        {
            var values = label.Values(tagSet.Id);
            if (tagSet.Type == TagSetType.Restrictive)
                foreach (var value in values)
                    Restrictive.AddAll(policy.Index.Satisfying(tagSet, tagSet.Find(value)!, label.MembershipEpoch));
            else if (tagSet.Type == TagSetType.Permissive && !values.IsEmpty)
                limits.Add(Limit(tagSet, values, label.MembershipEpoch));
        }
        Permissive = limits.ToImmutable();
    }

    /// <summary>Whether nobody may have it, because it is not valid or not in this policy.</summary>
    public bool IsDenied => Denied is not null;

    internal LabelPolicy Policy { get; }
    internal Decision? Denied { get; }
    internal Classification? Classification { get; }
    internal NameBits Restrictive { get; }
    internal ImmutableArray<PermissiveLimit> Permissive { get; } = [];

    private PermissiveLimit Limit(TagSet tagSet, ImmutableArray<string> values, int epoch)
    {
        var anyOf = Policy.Index.Empty();
        foreach (var value in values)
            anyOf.AddAll(Policy.Index.Satisfying(tagSet, tagSet.Find(value)!, epoch));
        return new PermissiveLimit(
            tagSet.Id,
            string.Join(", ", values.Select(value => tagSet.Find(value)!.Name)),
            anyOf
        );
    }
}

/// <summary>One permissive tag set of a label: what satisfies it, and its values as an officer is told them.</summary>
internal readonly record struct PermissiveLimit(string TagSet, string Values, NameBits AnyOf);

/// <summary>A clearance ready to be decided with; it belongs to the policy version that compiled it.</summary>
public sealed class CompiledClearance
{
    internal CompiledClearance(LabelPolicy policy, Clearance clearance)
    {
        Policy = policy;
        InPolicy = Names.Same(policy.Id, clearance.Policy);
        Held = policy.Index.Empty();
        if (!InPolicy)
            return;
        foreach (var name in clearance.Classifications)
            if (policy.FindClassification(name) is { } classification)
                Classifications |= 1UL << classification.Position;
        foreach (var (tagSet, values) in clearance.Categories)
        foreach (var value in values.OrEmpty())
            policy.Index.AddHeld(Held, tagSet, value);
    }

    internal LabelPolicy Policy { get; }
    internal bool InPolicy { get; }
    internal ulong Classifications { get; }
    internal NameBits Held { get; }
}
