using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Legation.Labels;

/// <summary>The policies a node accepts, each in the version its security officer accepted. Immutable.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The plural is what a node's officer calls them.")]
public sealed class LabelPolicies : IReadOnlyCollection<LabelPolicy>
{
    private readonly FrozenDictionary<string, LabelPolicy> byId;

    /// <summary>The policies given; of two with the same id the later one.</summary>
    public LabelPolicies(params IEnumerable<LabelPolicy> policies)
    {
        var latest = new Dictionary<string, LabelPolicy>(Names.Comparer);
        foreach (var policy in policies)
            latest[policy.Id] = policy;
        byId = latest.ToFrozenDictionary(Names.Comparer);
    }

    /// <summary>No policy: everything is denied.</summary>
    public static LabelPolicies None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => byId.Count;

    /// <summary>The policy of that id, whatever its case; null if it is not accepted.</summary>
    public LabelPolicy? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>These policies with one more, or another version of one.</summary>
    public LabelPolicies With(LabelPolicy policy) => new([.. byId.Values, policy]);

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

    /// <summary>The words of the banner by the label's own policy; its own words if that is not accepted here.</summary>
    public string Marking(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return Find(label.Policy)?.Marking(label) ?? LabelMarking.Plain(label);
    }

    /// <inheritdoc/>
    public IEnumerator<LabelPolicy> GetEnumerator() => ((IEnumerable<LabelPolicy>)byId.Values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
