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
    MarkingReach markings,
    RelabelEffect effect,
    AcceptedPolicies policies
) : ProposalKind
{
    public const string KindName = "relabel";

    public override string Name => KindName;

    public override ProposalView? Open(Principal viewer, Proposal proposal)
    {
        if (!details.Open(viewer, proposal.Dispatch).Succeeded(out var detail))
            return null;
        var label = RelabelJson.Read(proposal.Content);
        var toLookAt = markings.Of(viewer, detail, label);
        return new ProposalView
        {
            ChangeAt = $"/dispatches/{proposal.Dispatch}?proposal={proposal.Id}#relabel",
            Approve = "Approve and relabel",
            Facts =
            [
                ("Label now", policies.Current.Marking(detail.Item.Label)),
                ("Label proposed", policies.Current.Marking(label)),
                ("To be reviewed", Day(label.Review)),
                .. toLookAt.Count > 0 ? new[] { ("To look at", string.Join(' ', toLookAt)) } : [],
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
