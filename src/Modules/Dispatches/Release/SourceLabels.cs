using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Release;

/// <summary>
/// What the labels of the dispatches that one answers, or is made from, demand of its own: it lets in nobody whom one of
/// theirs keeps out. Where that cannot be told, or is not wanted, a releaser decides.
/// </summary>
internal sealed class SourceLabels(SourceReader reader, AcceptedPolicies policies, TimeProvider clock)
{
    /// <summary>The label of a text made from these; it may be a releaser's to choose.</summary>
    public Dominance Derive(Principal principal, IReadOnlyList<RecordId> sources) =>
        policies.Current.Find(principal.Clearance.Policy) is { } policy
            ? policy.Dominant([.. reader.Read(principal, sources).Select(source => source.Label)], clock.GetUtcNow())
            : new Dominance(
                null,
                ReleaserNeed.NoLabelInPolicy,
                "This node has not accepted the policy of your clearance."
            );

    /// <summary>
    /// A label newly chosen, with the memberships that all sources share: stamped with today's, it would let in who has
    /// joined a group since.
    /// </summary>
    public Label? Stamped(Principal principal, DispatchInput input)
    {
        if (input.Label is not { MembershipEpoch: 0 } label || SourceReader.IdsOf(input) is not { Count: > 0 } sources)
            return input.Label;
        return
            Derive(principal, sources).Label is { } derived
            && string.Equals(derived.Policy, label.Policy, StringComparison.OrdinalIgnoreCase)
            ? label with
            {
                MembershipEpoch = derived.MembershipEpoch,
            }
            : label;
    }

    /// <summary>Why the label is not the author's to choose; null if it is.</summary>
    public Refusal? Problem(Principal principal, DispatchInput input, Label label)
    {
        var ids = SourceReader.IdsOf(input);
        var found = reader.Read(principal, ids);
        for (var i = 0; i < input.Sources.Count; i++)
            if (!found.Exists(source => source.Id == input.Sources[i]))
                return DispatchRefusals.Wrong(
                    $"sources[{i}]",
                    "unknown",
                    "There is no such dispatch here to make this one from."
                );
        return found.Find(source => LetsInMore(source, label)) is { } lower
            ? DispatchRefusals.NeedsReleaser(Why(principal, ids, lower))
            : null;
    }

    private bool LetsInMore(Source source, Label label) =>
        policies.Current.Widens(source.Label, label, clock.GetUtcNow());

    private string Why(Principal principal, List<RecordId> ids, Source lower) =>
        Derive(principal, ids) is { NeedsReleaser: true } undecided
            ? undecided.Reason
            : $"The label lets in readers whom that of {lower.Number} keeps out.";
}
