using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Release;

/// <summary>
/// A draft whose label the program does not decide, or that its author wants to reach further than what it is made from.
/// A releaser reads it beside its sources, chooses the label and lets it go in its author's name.
/// </summary>
internal sealed class ReleaseProposal(
    DispatchReader reader,
    ReleaseCheck check,
    SourceLabels sources,
    ReleaseDispatch release,
    DraftDistribution distribution,
    IDirectory directory,
    OfficeOnTheWay offices,
    AcceptedPolicies policies
) : ProposalKind
{
    public const string KindName = "release";

    public override string Name => KindName;

    /// <summary>Whether a releaser may help where the author may not go on.</summary>
    public static bool IsForReleaser(Refusal problem) => problem.Code == DispatchRefusals.NeedsReleaserCode;

    public override ProposalView? Open(Principal viewer, Proposal proposal)
    {
        var content = DraftJson.ReadSaved(proposal.Content).Content;
        var superseded = content.Corrects is { } wrong && reader.Items(viewer, [wrong]) is [var found] ? found : null;
        // Nobody approves that a dispatch counts no more without knowing which.
        if (content.Corrects is not null && superseded is null)
            return null;
        var derived = sources.Derive(viewer, SourceReader.IdsOf(content));
        return new ProposalView
        {
            ChangeAt = $"/dispatches/{proposal.Dispatch}/edit",
            Facts =
            [
                ("Label proposed", policies.Current.Marking(content.Label!)),
                derived.Label is { } together
                    ? ("Label of what it refers to", policies.Current.Marking(together))
                    : ("Why the program does not decide", derived.Reason),
                .. Superseding(superseded, content.CorrectionReason),
                .. offices.Fact(directory.For(viewer), proposal.Author.InNameOf, content.About),
            ],
            Text = AsWritten(proposal, content, superseded),
            Supersedes = superseded?.Id,
            Sources = reader.Items(viewer, SourceReader.IdsOf(content)),
            Distribution = distribution.Of(viewer, content with { Sources = [] }).Lines,
            LabelToChoose = content.Label,
        };
    }

    public override Outcome<Func<LedgerTransaction, Outcome<RecordId>>> Prepare(
        Principal releaser,
        Proposal proposal,
        Label? label
    )
    {
        var draft = DraftJson.ReadSaved(proposal.Content);
        var content = draft.Content with { Label = label ?? draft.Content.Label };
        if (check.Decided(releaser, proposal.Author, content).Refused(out var refusal, out var intent))
            return refusal;
        var effect = release.Prepare(proposal.Dispatch, content, intent, draft.Number);
        return new Func<LedgerTransaction, Outcome<RecordId>>(transaction =>
            effect(transaction).Refused(out var problem, out var released) ? problem : released.Id
        );
    }

    private static (string Term, string Text)[] Superseding(DispatchItem? superseded, string? reason) =>
        superseded is null
            ? []
            : [("Supersedes", $"{superseded.Number}, {superseded.Subject}"), ("What was wrong", reason ?? "")];

    private static DispatchDetail AsWritten(Proposal proposal, DispatchInput content, DispatchItem? superseded) =>
        new(
            DispatchItems.FromDraft(proposal.Author, DraftJson.ReadSaved(proposal.Content)),
            content.Text,
            proposal.Author.Person,
            null,
            [],
            [],
            DispatchActs.None,
            ""
        )
        {
            Base = content.Label,
            Corrects = superseded,
            Attachments = [.. content.Attachments.Select(AttachedHere.Own)],
        };
}
