using Legation.Dispatches.Contracts;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Release;
using Legation.Dispatches.Take;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Attachments;
using Legation.Records.Storage;

namespace Legation.Dispatches.Draft;

/// <summary>A draft of one author.</summary>
/// <param name="Id">The id that the dispatch will have.</param>
/// <param name="Content">What was written so far.</param>
/// <param name="Number">Counts the savings, for If-Match.</param>
/// <param name="Saved">When it was last saved.</param>
internal sealed record SavedDraft(RecordId Id, DispatchInput Content, int Number, DateTimeOffset Saved);

/// <summary>Drafts are node state, seen by nobody but the person who writes them in that post.</summary>
internal sealed class DraftStore(IRecordStore store, Ledger ledger) : IUnreleasedAttachments
{
    private const string Columns = "SELECT id, content, number, saved FROM dispatch_draft";

    public IReadOnlyList<SavedDraft> All(Principal principal)
    {
        using var session = store.OpenReader();
        return session.Query(
            $"{Columns} WHERE person = $1 AND post = $2 ORDER BY saved DESC",
            Map,
            principal.Person.ToString(),
            principal.Post.ToString()
        );
    }

    public SavedDraft? Find(Principal principal, RecordId id)
    {
        using var session = store.OpenReader();
        return session
            .Query(
                $"{Columns} WHERE id = $1 AND person = $2 AND post = $3",
                Map,
                id.ToString(),
                principal.Person.ToString(),
                principal.Post.ToString()
            )
            .SingleOrDefault();
    }

    /// <summary>Saves; <paramref name="expected"/> is the number that the writer has read, null for whatever is there.</summary>
    public Task<Outcome<int>> SaveAsync(Principal principal, RecordId id, DispatchInput content, int? expected) =>
        ledger.RunAsync<Outcome<int>>(transaction =>
        {
            var (number, saved) = Saved(transaction, principal, id);
            // What is attached changes by itself, perhaps while one types.
            var json = DraftJson.Write(
                saved is null ? content : content with { Attachments = DraftJson.Read(saved).Attachments }
            );
            // The script and the button may save the same text one after the other.
            if (saved == json)
                return number;
            if (expected is { } read && read != number)
                return DispatchRefusals.StaleDraft;
            return Put(transaction, principal, id, json, number + 1);
        });

    /// <summary>Changes what is attached, whatever the author writes meanwhile; says the number of the draft.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="opened">The draft, or what it begins with where there is none yet.</param>
    /// <param name="change">What is attached, changed.</param>
    public Task<Outcome<int>> AttachAsync(
        Principal principal,
        DraftToEdit opened,
        Func<IReadOnlyList<AttachedFile>, Outcome<IReadOnlyList<AttachedFile>>> change
    ) =>
        ledger.RunAsync<Outcome<int>>(transaction =>
        {
            var (number, saved) = Saved(transaction, principal, opened.Id);
            if (saved is null && opened.Saved is not null)
                return DispatchRefusals.NotFound;
            var content = saved is null ? opened.Content : DraftJson.Read(saved);
            if (change(content.Attachments).Refused(out var refusal, out var attached))
                return refusal;
            var json = DraftJson.Write(content with { Attachments = attached });
            return Put(transaction, principal, opened.Id, json, number + 1);
        });

    /// <summary>Gives a draft another text within a transaction, unless its text is not as it was opened; says its number.</summary>
    public static Outcome<int> SaveText(
        LedgerTransaction transaction,
        Principal principal,
        DraftToEdit opened,
        string text
    )
    {
        var (number, saved) = Saved(transaction, principal, opened.Id);
        if (saved is null && opened.Saved is not null)
            return DispatchRefusals.NotFound;
        var content = saved is null ? opened.Content : DraftJson.Read(saved);
        if (content.Text != opened.Content.Text)
            return TakeRefusals.Changed;
        return Put(transaction, principal, opened.Id, DraftJson.Write(content with { Text = text }), number + 1);
    }

    /// <summary>What all drafts hold attached.</summary>
    public IReadOnlyCollection<Digest> All()
    {
        using var session = store.OpenReader();
        return
        [
            .. session
                .Query("SELECT content FROM dispatch_draft", r => DraftJson.Read(r.GetString(0)))
                .Concat(
                    session.Query(
                        "SELECT content FROM dispatch_proposal WHERE kind = $1",
                        r => DraftJson.ReadSaved(r.GetString(0)).Content,
                        ReleaseProposal.KindName
                    )
                )
                .SelectMany(content => content.Attachments)
                .Select(file => file.Hash),
        ];
    }

    private static (int Number, string? Content) Saved(
        LedgerTransaction transaction,
        Principal principal,
        RecordId id
    ) =>
        transaction
            .Query(
                "SELECT number, content FROM dispatch_draft WHERE id = $1 AND person = $2 AND post = $3",
                r => (r.GetInt32(0), (string?)r.GetString(1)),
                id.ToString(),
                principal.Person.ToString(),
                principal.Post.ToString()
            )
            .SingleOrDefault();

    private static int Put(LedgerTransaction transaction, Principal principal, RecordId id, string json, int number)
    {
        // A releaser would approve what is not there any more.
        ProposalStore.Withdraw(transaction, ReleaseProposal.KindName, id, principal.ToAuthor());
        transaction.Execute(
            """
            INSERT INTO dispatch_draft (id, person, post, content, number, saved) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id, person, post)
            DO UPDATE SET content = excluded.content, number = excluded.number, saved = excluded.saved
            """,
            id.ToString(),
            principal.Person.ToString(),
            principal.Post.ToString(),
            json,
            number,
            transaction.Now.ToMicroseconds()
        );
        return number;
    }

    /// <summary>Number of the saved draft as the transaction has it; 0 if there is none.</summary>
    public static int NumberOf(LedgerTransaction transaction, Author author, RecordId id) =>
        transaction
            .Query(
                "SELECT number FROM dispatch_draft WHERE id = $1 AND person = $2 AND post = $3",
                r => r.GetInt32(0),
                id.ToString(),
                author.Person.ToString(),
                author.InNameOf.ToString()
            )
            .SingleOrDefault();

    public Task<int> DiscardAsync(Principal principal, RecordId id) =>
        ledger.RunAsync(transaction =>
        {
            ProposalStore.Drop(transaction, ReleaseProposal.KindName, id, principal.ToAuthor());
            return Delete(transaction, principal.ToAuthor(), id);
        });

    public static int Delete(LedgerTransaction transaction, Author author, RecordId id)
    {
        FormerTexts.Delete(transaction, author, id);
        return transaction.Execute(
            "DELETE FROM dispatch_draft WHERE id = $1 AND person = $2 AND post = $3",
            id.ToString(),
            author.Person.ToString(),
            author.InNameOf.ToString()
        );
    }

    private static SavedDraft Map(System.Data.Common.DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            DraftJson.Read(row.GetString(1)),
            row.GetInt32(2),
            Instants.FromMicroseconds(row.GetInt64(3))
        );
}
