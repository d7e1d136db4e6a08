using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Why the label of a derived text is for a releaser to decide.</summary>
public enum ReleaserNeed
{
    /// <summary>It is not: there is a label.</summary>
    None,

    /// <summary>There is no source.</summary>
    NoSource,

    /// <summary>A source has no label in the policy, no alternative and no mapping.</summary>
    NoLabelInPolicy,

    /// <summary>A source's label breaks a rule of the policy.</summary>
    InvalidSource,

    /// <summary>A permissive tag set stands on some sources and not on others.</summary>
    MissingTagSet,

    /// <summary>The sources share no value of a permissive tag set.</summary>
    NothingInCommon,

    /// <summary>No epoch's members of a group belonged to it in every source's epoch and belong now.</summary>
    MembershipsDiffer,

    /// <summary>The label that comes out breaks a rule of the policy.</summary>
    InvalidResult,
}

/// <summary>The label of a text derived from several sources, or why a releaser must decide it.</summary>
/// <param name="Label">The dominant label; null if a releaser is needed.</param>
/// <param name="Need">Why one is needed.</param>
/// <param name="Reason">The same as a sentence for people; empty if there is a label.</param>
public sealed record Dominance(Label? Label, ReleaserNeed Need, string Reason)
{
    /// <summary>
    /// Classifications of sources below the label's. A clearance is a list, so it may hold the label's classification and
    /// not these, and the label cannot say that it needs them: who may have the text is for
    /// <see cref="LabelPolicy.Decide(Dominance, Clearance, DateTimeOffset)"/> to decide, not for the label alone.
    /// </summary>
    public ImmutableArray<string> Below { get; init; } = [];

    /// <summary>Whether the text waits for a releaser.</summary>
    public bool NeedsReleaser => Label is null;

    internal static Dominance Releaser(ReleaserNeed need, string reason) => new(null, need, reason);
}
