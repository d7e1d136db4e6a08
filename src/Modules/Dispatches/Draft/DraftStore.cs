using System.Text.Json.Serialization;
using Legation.Dispatches.Comments;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Release;
using Legation.Dispatches.Share;
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
internal sealed record SavedDraft(RecordId Id, DispatchInput Content, int Number, DateTimeOffset Saved)
{
    /// <summary>Who saved it last, where that was a co-author; null: its author.</summary>
    [JsonIgnore]
    public RecordId? Writer { get; init; }
}

/// <summary>
/// Drafts are node state, each of one person in one post. Who else may see one is for <see cref="SharedDrafts"/> to say.
/// </summary>
internal sealed class DraftStore(IRecordStore store, Ledger ledger) : IUnreleasedAttachments
{
    private const string Columns = "SELECT id, content, number, saved, writer FROM dispatch_draft";

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

    public SavedDraft? Find(Principal principal, RecordId id) => Find(new DraftKey(id, principal));

    public SavedDraft? Find(DraftKey draft)
    {
        using var session = store.OpenReader();
        return session
            .Query(
                $"{Columns} WHERE id = $1 AND person = $2 AND post = $3",
                Map,
                draft.Id.ToString(),
                draft.Person.ToString(),
                draft.Post.ToString()
            )
            .SingleOrDefault();
    }

    /// <summary>Saves; <paramref name="expected"/> is the number that the writer has read, null for whatever is there.</summary>
    public Task<Outcome<int>> SaveAsync(Principal principal, RecordId id, DispatchInput content, int? expected) =>
        ledger.RunAsync<Outcome<int>>(transaction =>
        {
            var key = new DraftKey(id, principal);
            var (number, saved) = Saved(transaction, key);
            // What is attached changes by itself, perhaps while one types.
            var json = DraftJson.Write(
                saved is null ? content : content with { Attachments = DraftJson.Read(saved).Attachments }
            );
            // The script and the button may save the same text one after the other.
            if (saved == json)
                return number;
            if (expected is { } read && read != number)
                return DispatchRefusals.StaleDraft;
            return Put(transaction, key, json, number + 1);
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
            var key = new DraftKey(opened.Id, principal);
            var (number, saved) = Saved(transaction, key);
            if (saved is null && opened.Saved is not null)
                return DispatchRefusals.NotFound;
            var content = saved is null ? opened.Content : DraftJson.Read(saved);
            if (change(content.Attachments).Refused(out var refusal, out var attached))
                return refusal;
            var json = DraftJson.Write(content with { Attachments = attached });
            return Put(transaction, key, json, number + 1);
        });

    /// <summary>Gives a draft another text within a transaction, unless its text is not as it was opened; says its number.</summary>
    public static Outcome<int> SaveText(
        LedgerTransaction transaction,
        Principal principal,
        DraftToEdit opened,
        string text
    )
    {
        var key = new DraftKey(opened.Id, principal);
        var (number, saved) = Saved(transaction, key);
        if (saved is null && opened.Saved is not null)
            return DispatchRefusals.NotFound;
        var content = saved is null ? opened.Content : DraftJson.Read(saved);
        if (content.Text != opened.Content.Text)
            return TakeRefusals.Changed;
        return Put(transaction, key, DraftJson.Write(content with { Text = text }), number + 1);
    }

    /// <summary>Changes a draft within a transaction, whoever writes in it; says its number.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="writer">Who writes.</param>
    /// <param name="expected">Its number as the writer has read it; null changes whatever is there.</param>
    /// <param name="change">What becomes of it.</param>
    public static Outcome<int> Change(
        LedgerTransaction transaction,
        DraftKey draft,
        RecordId writer,
        int? expected,
        Func<DispatchInput, Outcome<DispatchInput>> change
    )
    {
        var (number, saved) = Saved(transaction, draft);
        if (saved is null)
            return DispatchRefusals.NotFound;
        if (change(DraftJson.Read(saved)).Refused(out var refusal, out var changed))
            return refusal;
        var json = DraftJson.Write(changed);
        if (json == saved)
            return number;
        if (expected is { } read && read != number)
            return DispatchRefusals.StaleDraft;
        return Put(transaction, draft, json, number + 1, writer);
    }

    /// <summary>Keeps a draft that is new, within a transaction.</summary>
    public static void Begin(LedgerTransaction transaction, Principal principal, RecordId id, DispatchInput content) =>
        Put(transaction, new DraftKey(id, principal), DraftJson.Write(content), number: 1);

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

    private static (int Number, string? Content) Saved(LedgerTransaction transaction, DraftKey draft) =>
        transaction
            .Query(
                "SELECT number, content FROM dispatch_draft WHERE id = $1 AND person = $2 AND post = $3",
                r => (r.GetInt32(0), (string?)r.GetString(1)),
                draft.Id.ToString(),
                draft.Person.ToString(),
                draft.Post.ToString()
            )
            .SingleOrDefault();

    private static int Put(
        LedgerTransaction transaction,
        DraftKey draft,
        string json,
        int number,
        RecordId? writer = null
    )
    {
        // A releaser would approve what is not there any more.
        ProposalStore.Withdraw(transaction, ReleaseProposal.KindName, draft.Id, draft.Author);
        transaction.Execute(
            """
            INSERT INTO dispatch_draft (id, person, post, content, number, saved, writer)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id, person, post)
            DO UPDATE SET
              content = excluded.content, number = excluded.number, saved = excluded.saved, writer = excluded.writer
            """,
            draft.Id.ToString(),
            draft.Person.ToString(),
            draft.Post.ToString(),
            json,
            number,
            transaction.Now.ToMicroseconds(),
            writer == draft.Person ? null : writer?.ToString()
        );
        return number;
    }

    /// <summary>Number of the saved draft as the transaction has it; 0 if there is none.</summary>
    public static int NumberOf(LedgerTransaction transaction, Author author, RecordId id) =>
        Saved(transaction, new DraftKey(id, author)).Number;

    public Task<int> DiscardAsync(Principal principal, RecordId id) =>
        ledger.RunAsync(transaction =>
        {
            ProposalStore.Drop(transaction, ReleaseProposal.KindName, id, principal.ToAuthor());
            return Delete(transaction, principal.ToAuthor(), id);
        });

    public static int Delete(LedgerTransaction transaction, Author author, RecordId id)
    {
        var draft = new DraftKey(id, author);
        FormerTexts.Delete(transaction, author, id);
        DraftShares.Delete(transaction, draft);
        DraftComments.Delete(transaction, draft);
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
        )
        {
            Writer = row.IsDBNull(4) ? null : RecordId.Parse(row.GetString(4)),
        };
}
