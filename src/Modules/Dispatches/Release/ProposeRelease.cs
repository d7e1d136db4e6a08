using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Proposals;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Release;

/// <summary>Lays a draft before a releaser, whose label its author may not choose alone.</summary>
internal sealed class ProposeRelease(
    DraftStore drafts,
    ReleaseCheck check,
    Revisions revisions,
    PortionLabels portions,
    Releaser releaser
)
{
    /// <summary>Proposes a saved draft.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="id">Id of the draft.</param>
    /// <param name="read">Number of the saved draft that he has read.</param>
    /// <param name="reason">Why the releaser should let it go.</param>
    public async Task<Outcome<RecordId>> HandleAsync(Principal principal, RecordId id, int read, string? reason)
    {
        if (drafts.Find(principal, id) is not { } draft)
            return DispatchRefusals.NotFound;
        if (draft.Number != read)
            return DispatchRefusals.StaleDraft;
        var problems = check.Problems(principal, id, draft.Content);
        if (problems.Count == 0)
            return DispatchRefusals.NeedsNoReleaser;
        return problems.FirstOrDefault(problem => !ReleaseProposal.IsForReleaser(problem)) is { } other
            ? other
            : await releaser.ProposeAsync(principal, Ask(AsMade(principal, draft)), reason);
    }

    private SavedDraft AsMade(Principal principal, SavedDraft draft) =>
        draft with
        {
            Content = revisions.WithFormerSources(
                principal,
                draft.Id,
                draft.Content.Corrects is { } wrong
                    ? revisions.WithFormerSources(principal, wrong, draft.Content)
                    : draft.Content
            ),
        };

    // The text is marked by its label, and whoever judges it must have read what it refers to.
    private Asked Ask(SavedDraft draft) =>
        new(
            ReleaseProposal.KindName,
            draft.Id,
            DraftJson.WriteSaved(draft),
            draft.Content.Subject,
            draft.Content.InReplyTo is null
                ? "Choose the label of a text that is made from others, and release it."
                : "Choose the label of an answer, and release it.",
            [.. portions.LabelsOf(draft.Content.Label!, draft.Content.Text)],
            SourceReader.JudgedWith(draft.Content)
        );
}
