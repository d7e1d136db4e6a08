using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Legation.Labels;

/// <summary>The policies a node accepts, each in the version its security officer accepted. Immutable.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The plural is what a node's officer calls them.")]
public sealed class LabelPolicies : IReadOnlyCollection<LabelPolicy>
{
    private readonly ImmutableArray<LabelPolicy> inOrder;
    private readonly FrozenDictionary<string, LabelPolicy> byId;

    /// <summary>The policies given, in the order given; of two with the same id the later one, in the place of the first.</summary>
    public LabelPolicies(params IEnumerable<LabelPolicy> policies)
    {
        inOrder = [.. policies.GroupBy(policy => policy.Id, Names.Comparer).Select(versions => versions.Last())];
        byId = inOrder.ToFrozenDictionary(policy => policy.Id, Names.Comparer);
    }

    /// <summary>No policy: everything is denied.</summary>
    public static LabelPolicies None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => inOrder.Length;

    /// <summary>The policy of that id, whatever its case; null if it is not accepted.</summary>
    public LabelPolicy? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>These policies with one more, or another version of one.</summary>
    public LabelPolicies With(LabelPolicy policy) => new([.. inOrder, policy]);

    /// <summary>
    /// Whether the clearance may have what the label marks, in the clearance's policy: by the originator's label if it
    /// is in that policy, else by its alternative, else by a published mapping, else not at all.
    /// </summary>
    public Decision Decide(Label label, Clearance clearance, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(clearance);
        return Find(clearance.Policy) is { } policy
            ? policy.Decide(label, clearance, now)
            : Decision.Deny(DenialReason.PolicyNotAccepted, value: clearance.Policy);
    }

    /// <summary>
    /// Whether a label lets in anybody whom another kept out: to downgrade or to widen takes two persons. It is asked of
    /// every policy that is accepted here (<see cref="LabelPolicy.Widens"/>); what a policy that is not could make of
    /// it counts as letting in, unless the same stood there before.
    /// </summary>
    /// <param name="from">The label that was, or that of what something is made from.</param>
    /// <param name="to">The label that is to be.</param>
    /// <param name="now">When the two are judged.</param>
    public bool Widens(Label from, Label to, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return LabelComparison.WidensElsewhere(this, from, to) || inOrder.Any(policy => policy.Widens(from, to, now));
    }

    /// <summary>The words of the banner by the label's own policy; its own words if that is not accepted here.</summary>
    public string Marking(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return Find(label.Policy)?.Marking(label) ?? LabelMarking.Plain(label);
    }

    /// <inheritdoc/>
    public IEnumerator<LabelPolicy> GetEnumerator() => ((IEnumerable<LabelPolicy>)inOrder).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
