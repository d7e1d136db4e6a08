using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Release;

/// <summary>
/// A draft whose label the program does not decide, or that its author wants to reach further than what it is made from.
/// A releaser reads it beside its sources, chooses the label and lets it go in its author's name.
/// </summary>
internal sealed class ReleaseProposal(
    DraftStore drafts,
    DispatchDetails details,
    ReleaseCheck check,
    SourceLabels sources,
    ReleaseDispatch release,
    DraftDistribution distribution,
    PortionLabels portions,
    AcceptedPolicies policies,
    TimeProvider clock
) : ProposalKind
{
    public const string KindName = "release";

    public override string Name => KindName;

    /// <summary>Lays a saved draft before a releaser.</summary>
    /// <param name="releaser">Takes the proposal.</param>
    /// <param name="principal">The author.</param>
    /// <param name="id">Id of the draft.</param>
    /// <param name="read">Number of the saved draft that he has read.</param>
    /// <param name="reason">Why the releaser should let it go.</param>
    public async Task<Outcome<RecordId>> ProposeAsync(
        Releaser releaser,
        Principal principal,
        RecordId id,
        int read,
        string? reason
    )
    {
        if (drafts.Find(principal, id) is not { } draft)
            return DispatchRefusals.NotFound;
        if (draft.Number != read)
            return DispatchRefusals.StaleDraft;
        var problems = check.Problems(principal, draft.Content);
        if (problems.Count == 0)
            return DispatchRefusals.NeedsNoReleaser;
        if (problems.FirstOrDefault(problem => !IsForReleaser(problem)) is { } other)
            return other;
        return await releaser.ProposeAsync(principal, KindName, id, DraftJson.WriteSaved(draft), reason);
    }

    /// <summary>Whether a releaser may help where the author may not go on.</summary>
    public static bool IsForReleaser(Refusal problem) => problem.Code == DispatchRefusals.NeedsReleaserCode;

    public override ProposalView? Describe(Principal viewer, Proposal proposal)
    {
        var content = DraftJson.ReadSaved(proposal.Content).Content;
        if (MayRead(viewer, content) is not { } originals)
            return null;
        var derived = sources.Derive(viewer, SourceReader.IdsOf(content));
        return new ProposalView(
            content.Subject,
            content.InReplyTo is null
                ? "Choose the label of a text that is made from others, and release it."
                : "Choose the label of an answer, and release it.",
            // Until a releaser has decided, the text is what its sources are.
            [derived.Label ?? originals[0].Label, .. originals.Select(item => item.Label), .. LabelsOf(content)]
        )
        {
            Facts =
            [
                ("Label proposed", policies.Current.Marking(content.Label!)),
                derived.Label is { } together
                    ? ("Label of what it refers to", policies.Current.Marking(together))
                    : ("Why the program does not decide", derived.Reason),
            ],
            Text = AsWritten(proposal, content),
            Sources = originals,
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
        if (
            release
                .Prepare(releaser, proposal.Dispatch, content, intent, draft.Number)
                .Refused(out refusal, out var effect)
        )
            return refusal;
        return new Func<LedgerTransaction, Outcome<RecordId>>(transaction =>
            effect(transaction).Refused(out var problem, out var released) ? problem : released.Id
        );
    }

    // Whoever may not read one of the sources, or the text, does not know that there is a proposal.
    private List<DispatchItem>? MayRead(Principal viewer, DispatchInput content)
    {
        var originals = new List<DispatchItem>();
        foreach (var source in SourceReader.IdsOf(content))
            if (details.Open(viewer, source).Succeeded(out var detail))
                originals.Add(detail.Item);
            else
                return null;
        return
            content.Label is not null
            && LabelsOf(content)
                .All(label => policies.Current.Decide(label, viewer.Clearance, clock.GetUtcNow()).Permitted)
            ? originals
            : null;
    }

    private IEnumerable<Label> LabelsOf(DispatchInput content) =>
        content.Label is { } label ? portions.LabelsOf(label, content.Text) : [];

    private static DispatchDetail AsWritten(Proposal proposal, DispatchInput content) =>
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
        };
}
