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

    /// <summary>Saves another text in the draft and keeps the one that it had.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="opened">The draft as its author had it before him.</param>
    /// <param name="text">Its text then.</param>
    /// <param name="file">The file from which it comes, and what was not taken over.</param>
    public Task<Outcome<int>> TakeAsync(Principal principal, DraftToEdit opened, string text, FormerText file) =>
        ledger.RunAsync<Outcome<int>>(transaction =>
        {
            var saved = DraftStore.SaveText(transaction, principal, opened, text);
            if (saved.Refusal is null)
                Keep(transaction, principal, opened.Id, opened.Content.Text, file);
            return saved;
        });

    /// <summary>Gives the draft the text that was kept, and keeps the one that it had.</summary>
    public Task<Outcome<int>> ExchangeAsync(Principal principal, DraftToEdit opened) =>
        ledger.RunAsync<Outcome<int>>(transaction =>
        {
            var kept = transaction
                .Query(
                    $"SELECT text, file, dropped, is_back FROM dispatch_former_text {OfDraft}",
                    row =>
                        (
                            Text: row.GetString(0),
                            File: new FormerText(row.GetString(1), row.GetString(2), row.GetInt64(3) == 0)
                        ),
                    opened.Id.ToString(),
                    principal.Person.ToString(),
                    principal.Post.ToString()
                )
                .Select(found => ((string Text, FormerText File)?)found)
                .SingleOrDefault();
            if (kept is not { } former)
                return TakeRefusals.NothingKept;
            var saved = DraftStore.SaveText(transaction, principal, opened, former.Text);
            if (saved.Refusal is null)
                Keep(transaction, principal, opened.Id, opened.Content.Text, former.File);
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

    private static void Keep(
        LedgerTransaction transaction,
        Principal principal,
        RecordId id,
        string text,
        FormerText file
    ) =>
        transaction.Execute(
            """
            INSERT INTO dispatch_former_text (id, person, post, text, file, dropped, is_back) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id, person, post)
            DO UPDATE SET text = excluded.text, file = excluded.file, dropped = excluded.dropped, is_back = excluded.is_back
            """,
            id.ToString(),
            principal.Person.ToString(),
            principal.Post.ToString(),
            text,
            file.File,
            file.Dropped,
            file.IsBack ? 1L : 0L
        );
}
