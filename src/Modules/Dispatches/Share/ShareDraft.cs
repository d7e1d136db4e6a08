using Legation.Dispatches.Draft;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;

namespace Legation.Dispatches.Share;

/// <summary>A colleague with whom a draft is or could be shared.</summary>
/// <param name="Person">He.</param>
/// <param name="Post">His own post.</param>
/// <param name="Role">How it is shared with him; null: it is not.</param>
/// <param name="Why">Why he may not see it; null: he may.</param>
/// <param name="Writes">Whether he could be a co-author.</param>
internal sealed record DraftColleague(RecordId Person, RecordId Post, DraftRole? Role, string? Why, bool Writes);

/// <summary>The author names colleagues who see his draft before it is released, and takes that back.</summary>
internal sealed class ShareDraft(
    DraftShares shares,
    SharedDrafts drafts,
    DraftSight sight,
    IPrincipals principals,
    IDirectory directory,
    Ledger ledger
)
{
    /// <summary>Everybody else who has an account here, those with whom it is shared first; for its author.</summary>
    public Outcome<List<DraftColleague>> Colleagues(Principal principal, RecordId id)
    {
        if (Own(principal, id).Refused(out var refusal, out var draft))
            return refusal;
        var roles = shares.Of(draft.Key).ToDictionary(share => share.Person, share => share.Role);
        var needed = sight.Needed(id, draft.Content);
        var view = directory.For(principal);
        return principals
            .With(Duties.None)
            .Where(other => other.For is null && other.Person != principal.Person)
            .DistinctBy(other => other.Person)
            .Select(other => new DraftColleague(
                other.Person,
                other.Post,
                roles.TryGetValue(other.Person, out var role) ? role : null,
                sight.WhyNot(other, id, needed),
                other.Duties.HasFlag(Duties.Write)
            ))
            .OrderByDescending(other => other.Role is not null)
            .ThenBy(other => view.NameOf(other.Person), StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>Shares it, or changes the role in which it is shared.</summary>
    public async Task<Outcome<DraftRole>> ShareAsync(Principal principal, RecordId id, RecordId person, DraftRole? role)
    {
        if (Colleagues(principal, id).Refused(out var refusal, out var colleagues))
            return refusal;
        if (role is not { } given)
            return ShareRefusals.NoSuchRole;
        if (Problem(colleagues.Find(other => other.Person == person), given) is { } problem)
            return problem;
        var key = new DraftKey(id, principal);
        return await ledger.RunAsync<Outcome<DraftRole>>(transaction =>
        {
            if (DraftStore.NumberOf(transaction, key.Author, id) == 0)
                return DispatchRefusals.NotFound;
            if (DraftShares.HasAnother(transaction, key, person))
                return ShareRefusals.HasAnother;
            DraftShares.Put(transaction, new DraftShare(key, person, given, transaction.Now));
            Note(transaction, "draft-shared", principal, id, person, DraftRoles.Word(given));
            return given;
        });
    }

    /// <summary>Takes it back from a colleague; what he said of it stays.</summary>
    public async Task<Outcome<RecordId>> EndAsync(Principal principal, RecordId id, RecordId person)
    {
        if (Own(principal, id).Refused(out var refusal, out var draft))
            return refusal;
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (DraftShares.End(transaction, draft.Key, person) == 0)
                return ShareRefusals.NotShared;
            Note(transaction, "draft-taken-back", principal, id, person, null);
            return person;
        });
    }

    private Outcome<OpenedDraft> Own(Principal principal, RecordId id) =>
        drafts.Open(principal, id).Refused(out var refusal, out var draft) ? refusal
        : draft.Role is DraftRole.Author ? draft
        : ShareRefusals.NotTheAuthor;

    private static Refusal? Problem(DraftColleague? colleague, DraftRole role) =>
        colleague switch
        {
            null => ShareRefusals.NoColleague,
            { Why: { } why } => ShareRefusals.MayNot(why),
            { Writes: false } when role is DraftRole.CoAuthor => ShareRefusals.DoesNotWrite,
            _ => null,
        };

    private static void Note(
        LedgerTransaction transaction,
        string act,
        Principal principal,
        RecordId draft,
        RecordId person,
        string? role
    ) =>
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act,
                by = principal.Account,
                draft = draft.ToString(),
                person = person.ToString(),
                role,
            }
        );
}
