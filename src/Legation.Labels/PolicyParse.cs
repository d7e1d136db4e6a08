using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Legation.Labels;

/// <summary>The outcome of reading a policy: the policy, or everything that is wrong with it.</summary>
/// <param name="Policy">The policy; null if there are problems.</param>
/// <param name="Problems">Each with its place and the rule broken; empty if there is a policy.</param>
public sealed record PolicyParse(LabelPolicy? Policy, ImmutableArray<LabelProblem> Problems)
{
    /// <summary>Whether there is a policy.</summary>
    [MemberNotNullWhen(true, nameof(Policy))]
    public bool Succeeded => Policy is not null;

    /// <summary>What an XML text says that a policy here does not hold; none of it limits access.</summary>
    public ImmutableArray<LabelProblem> LeftOut { get; init; } = [];
}

/// <summary>What a policy says, as read.</summary>
internal sealed record PolicyContent(
    string Id,
    int Version,
    string Name,
    string MarkingPrefix,
    ImmutableArray<Classification> Classifications,
    ImmutableArray<TagSet> TagSets,
    ImmutableArray<Membership> Memberships,
    ImmutableArray<PolicyMapping> Mappings
);
