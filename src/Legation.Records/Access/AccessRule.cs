using System.Collections;
using System.Runtime.CompilerServices;
using Legation.Labels;

namespace Legation.Records.Access;

/// <summary>
/// The one rule for reading: a row is visible if its label is permitted and its audience holds one of the principal's
/// parties. Permitted labels are computed once per clearance, and again when a label was added or other policies count.
/// </summary>
public sealed class AccessRule(Interned interned, AcceptedPolicies policies, TimeProvider clock)
{
    private readonly ConditionalWeakTable<Clearance, Computed> permitted = [];

    /// <summary>The principal in interned numbers, as of now.</summary>
    public Viewer ViewerFor(Principal principal)
    {
        int[] parties = [.. PartiesOf(principal).Select(interned.Party).OfType<int>()];
        return new Viewer(LabelsFor(principal.Clearance), parties, interned.AudiencesOf(parties));
    }

    /// <summary>Whether a label permits a clearance, and if not why.</summary>
    public Decision Decide(Label label, Clearance clearance) =>
        policies.Current.Decide(label, clearance, clock.GetUtcNow());

    /// <summary>The label with this interned number, without dates.</summary>
    public Label LabelAt(int number) => interned.LabelAt(number);

    /// <summary>Whether the principal may have a record with these interned numbers.</summary>
    public bool Permits(Principal principal, int label, int audience) =>
        LabelsFor(principal.Clearance)[label]
        && interned.Audience(audience).Any(party => PartiesOf(principal).Contains(party));

    private static IEnumerable<RecordId> PartiesOf(Principal principal) =>
        principal.Parties.Append(Audiences.Everyone).Distinct();

    private PermittedLabels LabelsFor(Clearance clearance)
    {
        var (accepted, labels) = (policies.Current, interned.Labels);
        if (
            permitted.TryGetValue(clearance, out var known)
            && known.Labels.Considered == labels.Count + 1
            && ReferenceEquals(known.Under, accepted)
        )
            return known.Labels;
        var now = clock.GetUtcNow();
        var allowed = new BitArray(labels.Count + 1);
        for (var i = 0; i < labels.Count; i++)
            allowed[i + 1] = accepted.Decide(labels[i], clearance, now).Permitted;
        var fresh = new PermittedLabels(allowed);
        permitted.AddOrUpdate(clearance, new Computed(accepted, fresh));
        return fresh;
    }

    private sealed record Computed(LabelPolicies Under, PermittedLabels Labels);
}
