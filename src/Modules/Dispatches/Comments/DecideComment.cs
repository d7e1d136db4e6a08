using Legation.Dispatches.Draft;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Share;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Comments;

/// <summary>The author takes the words that were proposed or declines them; what was only said is marked as done.</summary>
internal sealed class DecideComment(CommentOnDraft drafts, DraftSight sight, Ledger ledger)
{
    private const int LongestAnswer = 500;

    /// <summary>Puts the proposed words into the text; says the number of the draft then.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="id">The draft.</param>
    /// <param name="comment">What was proposed.</param>
    /// <param name="paragraph">
    /// The paragraph in whose place they are to stand, by its key; null: the one for which they were proposed, if it is as it
    /// was.
    /// </param>
    public async Task<Outcome<int>> AcceptAsync(Principal principal, RecordId id, RecordId comment, string? paragraph)
    {
        if (Find(principal, id, comment).Refused(out var refusal, out var found))
            return refusal;
        if (found.Draft.Role is not DraftRole.Author)
            return ShareRefusals.NotTheAuthor;
        if (found.Placed.Comment.Proposed is not { } proposed)
            return CommentRefusals.IsNoProposal;
        if (!found.Placed.Comment.IsOpen)
            return CommentRefusals.Decided;
        var chosen = string.IsNullOrEmpty(paragraph) ? found.Placed.Place.Portion : found.Places.Named(paragraph);
        if (chosen is null || (string.IsNullOrEmpty(paragraph) && !found.Placed.Place.IsAsItWas))
            return CommentRefusals.ChangedSince;
        if (!found.Places.Text.KeepMarkings(chosen, proposed))
            return CommentRefusals.BeyondItsParagraph;
        var text = found.Places.Text.WithWords(chosen, proposed);
        return await ledger.RunAsync<Outcome<int>>(transaction =>
        {
            if (!IsOpen(transaction, found))
                return CommentRefusals.Decided;
            var saved = DraftStore.Change(
                transaction,
                found.Draft.Key,
                principal.Person,
                found.Draft.Saved.Number,
                content => content with { Text = text }
            );
            if (saved.Refusal is null)
                Decide(transaction, principal, found, CommentState.Accepted, "");
            return saved;
        });
    }

    /// <summary>Leaves the text as it is, and says why.</summary>
    public async Task<Outcome<RecordId>> DeclineAsync(
        Principal principal,
        RecordId id,
        RecordId comment,
        string? answer
    )
    {
        if (Find(principal, id, comment).Refused(out var refusal, out var found))
            return refusal;
        if (found.Draft.Role is not DraftRole.Author)
            return ShareRefusals.NotTheAuthor;
        if (found.Placed.Comment.Proposed is null)
            return CommentRefusals.IsNoProposal;
        return string.IsNullOrWhiteSpace(answer)
            ? CommentRefusals.NoWord
            : await CloseAsync(principal, found, CommentState.Declined, answer);
    }

    /// <summary>What was said needs nothing more: for the author, or for who said it.</summary>
    public async Task<Outcome<RecordId>> FinishAsync(Principal principal, RecordId id, RecordId comment, string? answer)
    {
        if (Find(principal, id, comment).Refused(out var refusal, out var found))
            return refusal;
        var said = found.Placed.Comment;
        if (found.Draft.Role is not DraftRole.Author && said.By.Person != principal.Person)
            return ShareRefusals.NotTheAuthor;
        // Who proposed words may take them back; whoever else ends it decides about them.
        return said.Proposed is not null && said.By.Person != principal.Person
            ? CommentRefusals.IsProposal
            : await CloseAsync(principal, found, CommentState.Done, answer ?? "");
    }

    private async Task<Outcome<RecordId>> CloseAsync(
        Principal principal,
        FoundComment found,
        CommentState state,
        string answer
    )
    {
        if (answer.Length > LongestAnswer)
            return CommentRefusals.TooLong("answer", LongestAnswer);
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (!IsOpen(transaction, found))
                return CommentRefusals.Decided;
            Decide(transaction, principal, found, state, answer.Trim());
            return found.Placed.Comment.Id;
        });
    }

    private Outcome<FoundComment> Find(Principal principal, RecordId id, RecordId comment)
    {
        if (drafts.Open(principal, id).Refused(out var refusal, out var draft))
            return refusal;
        return draft.Comments.FirstOrDefault(placed => placed.Comment.Id == comment) is { } found
            ? new FoundComment(draft.Draft, draft.Places, found)
            : CommentRefusals.NotFound;
    }

    private static bool IsOpen(LedgerTransaction transaction, FoundComment found) =>
        DraftComments.Find(transaction, found.Draft.Key, found.Placed.Comment.Id) is { IsOpen: true };

    private void Decide(
        LedgerTransaction transaction,
        Principal principal,
        FoundComment found,
        CommentState state,
        string answer
    ) =>
        DraftComments.Decide(
            transaction,
            found.Placed.Comment.Id,
            new CommentDecision(
                state,
                answer,
                principal.Person,
                transaction.Now,
                sight.Needed(found.Draft.Key.Id, found.Draft.Content)
            )
        );

    private sealed record FoundComment(OpenedDraft Draft, CommentPlaces Places, PlacedComment Placed);
}
