using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Relabel;

/// <summary>A dispatch is to have a label that lets in whom its own keeps out.</summary>
internal sealed class RelabelProposal(
    DispatchDetails details,
    RelabelCheck check,
    RelabelReach reach,
    RelabelEffect effect,
    AcceptedPolicies policies,
    TimeProvider clock
) : ProposalKind
{
    public const string KindName = "relabel";

    public override string Name => KindName;

    public override ProposalView? Describe(Principal viewer, Proposal proposal)
    {
        var label = RelabelJson.Read(proposal.Content);
        // Whoever may not have it under the one label or the other does not know that there is a proposal.
        if (
            !details.Open(viewer, proposal.Dispatch).Succeeded(out var detail)
            || !policies.Current.Decide(label, viewer.Clearance, clock.GetUtcNow()).Permitted
        )
            return null;
        return new ProposalView(
            detail.Item.Subject,
            $"Relabel a dispatch, so that {policies.Current.Marking(label)} stands on it.",
            [detail.Item.Label, label]
        )
        {
            Approve = "Approve and relabel",
            Facts =
            [
                ("Label now", policies.Current.Marking(detail.Item.Label)),
                ("Label proposed", policies.Current.Marking(label)),
                ("To be reviewed", Day(label.Review)),
            ],
            Original = detail,
            Distribution = reach.Of(viewer, detail, label),
            LabelToChoose = label,
        };
    }

    public override Outcome<Func<LedgerTransaction, Outcome<RecordId>>> Prepare(
        Principal releaser,
        Proposal proposal,
        Label? label
    )
    {
        var proposed = RelabelJson.Read(proposal.Content);
        var wish = new RelabelWish(label ?? proposed, (label ?? proposed).Review);
        return check.Check(releaser, proposal.Dispatch, wish).Refused(out var refusal, out var intent)
            ? refusal
            : effect.Of(intent, proposal.Author, releaser.ToAuthor(), proposal.Reason);
    }

    private static string Day(DateOnly? day) =>
        day?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "no day is set";
}
