using Legation.Dispatches.Draft;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Share;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Comments;

/// <summary>What somebody says of a paragraph.</summary>
/// <param name="Paragraph">The paragraph, by its key.</param>
/// <param name="Remark">What he says; may be empty beside other words.</param>
/// <param name="Proposed">Other words for it; null: he only says something.</param>
internal sealed record CommentInput(string? Paragraph, string? Remark, string? Proposed);

/// <summary>Whoever sees a draft speaks of its paragraphs, and proposes other words for them.</summary>
internal sealed class CommentOnDraft(
    SharedDrafts drafts,
    DraftComments comments,
    DraftSight sight,
    RecordMaker maker,
    Ledger ledger
)
{
    private const int LongestRemark = 2_000;
    private const int LongestProposal = 20_000;
    private const int MostComments = 500;

    /// <summary>The draft with what was said of it.</summary>
    public Outcome<CommentedDraft> Open(Principal principal, RecordId id)
    {
        if (drafts.Open(principal, id).Refused(out var refusal, out var draft))
            return refusal;
        var places = new CommentPlaces(new PortionedText(draft.Content.Text));
        return new CommentedDraft(
            draft,
            places,
            [
                .. comments
                    .Of(draft.Key)
                    .Where(comment => MaySee(principal, draft, comment.Needed))
                    .Select(comment => Shown(principal, draft, comment))
                    .Select(comment => new PlacedComment(comment, places.Of(comment))),
            ]
        );
    }

    /// <summary>Says something of a paragraph; the id of what was said.</summary>
    public async Task<Outcome<RecordId>> AddAsync(Principal principal, RecordId id, CommentInput input)
    {
        if (drafts.Open(principal, id).Refused(out var refusal, out var draft))
            return refusal;
        var places = new CommentPlaces(new PortionedText(draft.Content.Text));
        if (places.Named(input.Paragraph) is not { } portion)
            return CommentRefusals.NoParagraph;
        var words = places.Text.WordsOf(portion);
        var proposed = input.Proposed?.Trim().ReplaceLineEndings("\n");
        if (Problem(input, words) is { } problem)
            return problem;
        if (proposed is not null && !places.Text.KeepMarkings(portion, proposed))
            return CommentRefusals.BeyondItsParagraph;
        var comment = new DraftComment(
            maker.NewId(DraftComment.IdKind),
            principal.ToAuthor(),
            default,
            portion.Position,
            words,
            input.Remark?.Trim() ?? "",
            proposed,
            sight.Needed(id, draft.Content)
        );
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (!IsStillHis(transaction, principal, draft))
                return DispatchRefusals.NotFound;
            if (DraftComments.Count(transaction, draft.Key) >= MostComments)
                return CommentRefusals.TooMany(MostComments);
            DraftComments.Add(transaction, draft.Key, comment with { At = transaction.Now });
            return comment.Id;
        });
    }

    private static Refusal? Problem(CommentInput input, string words) =>
        string.IsNullOrWhiteSpace(input.Remark) && input.Proposed is null ? CommentRefusals.NothingSaid
        : input.Remark?.Length > LongestRemark ? CommentRefusals.TooLong("remark", LongestRemark)
        : input.Proposed?.Length > LongestProposal ? CommentRefusals.TooLong("proposed", LongestProposal)
        : input.Proposed is { } proposed && AreSame(proposed, words) ? CommentRefusals.NothingProposed
        : null;

    /// <summary>Whether they are the same words for whoever reads them in a browser, which posts its own line ends.</summary>
    public static bool AreSame(string proposed, string words) =>
        proposed.ReplaceLineEndings("\n").Trim() == words.ReplaceLineEndings("\n").Trim();

    // Its author wrote all of it; another sees what was said under labels that permit him still.
    private bool MaySee(Principal principal, OpenedDraft draft, NeededForDraft needed) =>
        draft.Role is DraftRole.Author || sight.MaySee(principal, draft.Key.Id, needed);

    // The draft may have had a higher label when it was answered than when it was spoken of, or than it has now.
    private DraftComment Shown(Principal principal, OpenedDraft draft, DraftComment comment) =>
        comment.Decision is { } decision && !MaySee(principal, draft, decision.Needed)
            ? comment with
            {
                Decision = decision with { Answer = "" },
            }
            : comment;

    private static bool IsStillHis(LedgerTransaction transaction, Principal principal, OpenedDraft draft) =>
        draft.Role is DraftRole.Author
            ? DraftStore.NumberOf(transaction, draft.Key.Author, draft.Key.Id) > 0
            : DraftShares.RoleOf(transaction, draft.Key, principal.Person) is not null;
}
