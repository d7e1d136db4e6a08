using Legation.Dispatches.Draft;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Storage;

namespace Legation.Dispatches.Take;

/// <summary>The texts that drafts had before others were taken into them; one for each draft, as long as it is a draft.</summary>
internal sealed class FormerTexts(IRecordStore store, Ledger ledger)
{
    private const string OfDraft = "WHERE id = $1 AND person = $2 AND post = $3";

    public FormerText? Find(Principal principal, RecordId id)
    {
        using var session = store.OpenReader();
        return session
            .Query(
                $"SELECT file, dropped, is_back FROM dispatch_former_text {OfDraft}",
                row => new FormerText(row.GetString(0), row.GetString(1), row.GetInt64(2) != 0),
                id.ToString(),
                principal.Person.ToString(),
                principal.Post.ToString()
            )
            .SingleOrDefault();
    }

    /// <summary>
    /// Saves another text in the draft and keeps the one that it had. While one is kept that its author has not decided
    /// about, that one stays, and only what leaves every word of the draft in it is taken.
    /// </summary>
    /// <param name="principal">The author.</param>
    /// <param name="opened">The draft as its author had it before him.</param>
    /// <param name="text">Its text then.</param>
    /// <param name="file">The file from which it comes, and what was not taken over.</param>
    public Task<Outcome<int>> TakeAsync(Principal principal, DraftToEdit opened, string text, FormerText file) =>
        ledger.RunAsync<Outcome<int>>(transaction =>
        {
            var kept = Kept(transaction, principal, opened.Id);
            if (kept is not null && (kept.File.IsBack || !IsWithin(opened.Content.Text, text)))
                return TakeRefusals.Undecided;
            var saved = DraftStore.SaveText(transaction, principal, opened, text);
            if (saved.Refusal is null)
                Keep(transaction, principal, opened.Id, new KeptText(kept?.Text ?? opened.Content.Text, file));
            return saved;
        });

    /// <summary>Gives the draft the text that was kept, and keeps the one that it had.</summary>
    public Task<Outcome<int>> ExchangeAsync(Principal principal, DraftToEdit opened) =>
        ledger.RunAsync<Outcome<int>>(transaction =>
        {
            var kept = Kept(transaction, principal, opened.Id);
            if (kept is null)
                return TakeRefusals.NothingKept;
            var saved = DraftStore.SaveText(transaction, principal, opened, kept.Text);
            var file = kept.File with { IsBack = !kept.File.IsBack };
            if (saved.Refusal is null)
                Keep(transaction, principal, opened.Id, new KeptText(opened.Content.Text, file));
            return saved;
        });

    /// <summary>Drops what was kept: its author has decided.</summary>
    public Task<int> ForgetAsync(Principal principal, RecordId id) =>
        ledger.RunAsync(transaction => Delete(transaction, principal.ToAuthor(), id));

    public static int Delete(LedgerTransaction transaction, Author author, RecordId id) =>
        transaction.Execute(
            $"DELETE FROM dispatch_former_text {OfDraft}",
            id.ToString(),
            author.Person.ToString(),
            author.InNameOf.ToString()
        );

    private static bool IsWithin(string former, string text) =>
        text.StartsWith(former.TrimEnd(), StringComparison.Ordinal);

    private static KeptText? Kept(LedgerTransaction transaction, Principal principal, RecordId id) =>
        transaction
            .Query(
                $"SELECT text, file, dropped, is_back FROM dispatch_former_text {OfDraft}",
                row => new KeptText(
                    row.GetString(0),
                    new FormerText(row.GetString(1), row.GetString(2), row.GetInt64(3) != 0)
                ),
                id.ToString(),
                principal.Person.ToString(),
                principal.Post.ToString()
            )
            .SingleOrDefault();

    /// <summary>Keeps a text beside a draft that is new, within a transaction.</summary>
    public static void Begin(
        LedgerTransaction transaction,
        Principal principal,
        RecordId id,
        string text,
        FormerText file
    ) => Keep(transaction, principal, id, new KeptText(text, file));

    private static void Keep(LedgerTransaction transaction, Principal principal, RecordId id, KeptText kept) =>
        transaction.Execute(
            """
            INSERT INTO dispatch_former_text (id, person, post, text, file, dropped, is_back) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id, person, post)
            DO UPDATE SET text = excluded.text, file = excluded.file, dropped = excluded.dropped, is_back = excluded.is_back
            """,
            id.ToString(),
            principal.Person.ToString(),
            principal.Post.ToString(),
            kept.Text,
            kept.File.File,
            kept.File.Dropped,
            kept.File.IsBack ? 1L : 0L
        );

    private sealed record KeptText(string Text, FormerText File);
}
