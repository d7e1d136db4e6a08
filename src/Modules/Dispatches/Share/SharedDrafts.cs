using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Share;

/// <summary>A draft with the role in which somebody opened it.</summary>
internal sealed record OpenedDraft(DraftKey Key, SavedDraft Saved, DraftRole Role)
{
    public DispatchInput Content => Saved.Content;
}

/// <summary>Drafts that somebody may see: his own, and those shared with him as long as he may have what they are under.</summary>
internal sealed class SharedDrafts(
    DraftStore drafts,
    DraftShares shares,
    DraftSight sight,
    KeptMarkings markings,
    ReadGateway gateway,
    Ledger ledger
)
{
    /// <summary>The draft; there is none for whom it is neither his nor shared with, or no longer.</summary>
    public Outcome<OpenedDraft> Open(Principal principal, RecordId id)
    {
        var own = new DraftKey(id, principal);
        if (drafts.Find(own) is { } saved)
            return new OpenedDraft(own, saved, DraftRole.Author);
        if (With(principal).FirstOrDefault(draft => draft.Key.Id == id) is not { } shared)
            return DispatchRefusals.NotFound;
        gateway.Shown(principal, "shared draft", [id]);
        return shared;
    }

    /// <summary>What others have shared with the person, the last saved first.</summary>
    public IReadOnlyList<OpenedDraft> With(Principal principal) =>
        [
            .. shares
                .With(principal.Person)
                .Select(share =>
                    drafts.Find(share.Draft) is { } saved ? new OpenedDraft(share.Draft, saved, share.Role) : null
                )
                .OfType<OpenedDraft>()
                .Where(draft => MaySee(principal, draft))
                .OrderByDescending(draft => draft.Saved.Saved),
        ];

    /// <summary>Saves subject and text; says the number of the draft then.</summary>
    /// <param name="principal">The author or a co-author.</param>
    /// <param name="id">The draft.</param>
    /// <param name="words">What he wrote.</param>
    /// <param name="expected">The number of the draft that he has read; null saves over whatever is there.</param>
    public async Task<Outcome<int>> SaveAsync(Principal principal, RecordId id, DraftWords words, int? expected)
    {
        if (Open(principal, id).Refused(out var refusal, out var opened))
            return refusal;
        if (opened.Role is DraftRole.Commentator)
            return ShareRefusals.NotACoAuthor;
        if (DraftLimits.Problem(principal, words.In(opened.Content)) is { } limit)
            return limit;
        return await ledger.RunAsync(transaction => Save(transaction, principal, opened, words, expected));
    }

    // What is shared may have ended, and the label have been raised, since it was opened.
    private Outcome<int> Save(
        LedgerTransaction transaction,
        Principal principal,
        OpenedDraft opened,
        DraftWords words,
        int? expected
    )
    {
        if (
            opened.Role is DraftRole.CoAuthor
            && DraftShares.RoleOf(transaction, opened.Key, principal.Person) is not DraftRole.CoAuthor
        )
            return DispatchRefusals.NotFound;
        return DraftStore.Change(
            transaction,
            opened.Key,
            principal.Person,
            expected,
            content =>
                opened.Role is DraftRole.Author ? words.In(content)
                : !MaySee(principal, opened.Key, content) ? DispatchRefusals.NotFound
                : !MaySee(principal, opened.Key, words.In(content)) ? ShareRefusals.AboveYou
                : markings.Problem(content, words.In(content)) is { } lowered ? lowered
                : words.In(content)
        );
    }

    private bool MaySee(Principal principal, OpenedDraft draft) => MaySee(principal, draft.Key, draft.Content);

    private bool MaySee(Principal principal, DraftKey key, DispatchInput content) =>
        sight.MaySee(principal, key.Id, sight.Needed(key.Id, content));
}
