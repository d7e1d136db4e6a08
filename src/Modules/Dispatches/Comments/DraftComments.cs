using System.Data.Common;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Share;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Dispatches.Comments;

/// <summary>What was said of drafts; beside them and never in them, so that none of it leaves with the dispatch.</summary>
internal sealed class DraftComments(IRecordStore store)
{
    private const string Columns = """
        SELECT id, person, post, at, position, paragraph, remark, proposed, labels, about, state, answer, decided_by, decided,
          decided_labels, decided_about
        FROM dispatch_draft_comment
        """;

    private const string OfDraft = "WHERE draft = $1 AND owner = $2 AND owner_post = $3";

    /// <summary>All of a draft, the earliest first, whoever may see them.</summary>
    public IReadOnlyList<DraftComment> Of(DraftKey draft)
    {
        using var session = store.OpenReader();
        return session.Query($"{Columns} {OfDraft} ORDER BY at, id", Map, Key(draft));
    }

    public static DraftComment? Find(LedgerTransaction transaction, DraftKey draft, RecordId id) =>
        transaction.Query($"{Columns} {OfDraft} AND id = $4", Map, [.. Key(draft), id.ToString()]).SingleOrDefault();

    public static int Count(LedgerTransaction transaction, DraftKey draft) =>
        transaction
            .Query($"SELECT COUNT(*) FROM dispatch_draft_comment {OfDraft}", row => row.GetInt32(0), Key(draft))
            .Single();

    public static void Add(LedgerTransaction transaction, DraftKey draft, DraftComment comment) =>
        transaction.Execute(
            """
            INSERT INTO dispatch_draft_comment (
              draft, owner, owner_post, id, person, post, at, position, paragraph, remark, proposed, labels, about, state,
              answer
            ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', '')
            """,
            [
                .. Key(draft),
                comment.Id.ToString(),
                comment.By.Person.ToString(),
                comment.By.InNameOf.ToString(),
                comment.At.ToMicroseconds(),
                (long)comment.Position,
                comment.Paragraph,
                comment.Remark,
                comment.Proposed,
                DraftJson.WriteLabels(comment.Needed.Labels),
                DispatchIds.Write(comment.Needed.About),
            ]
        );

    public static void Decide(LedgerTransaction transaction, RecordId id, CommentDecision decision) =>
        transaction.Execute(
            """
            UPDATE dispatch_draft_comment SET
              state = $2, answer = $3, decided_by = $4, decided = $5, decided_labels = $6, decided_about = $7
            WHERE id = $1
            """,
            id.ToString(),
            CommentStates.Word(decision.State),
            decision.Answer,
            decision.By.ToString(),
            decision.At.ToMicroseconds(),
            DraftJson.WriteLabels(decision.Needed.Labels),
            DispatchIds.Write(decision.Needed.About)
        );

    public static void Delete(LedgerTransaction transaction, DraftKey draft) =>
        transaction.Execute($"DELETE FROM dispatch_draft_comment {OfDraft}", Key(draft));

    private static object?[] Key(DraftKey draft) =>
        [draft.Id.ToString(), draft.Person.ToString(), draft.Post.ToString()];

    private static DraftComment Map(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            new Author(RecordId.Parse(row.GetString(1)), RecordId.Parse(row.GetString(2))),
            Instants.FromMicroseconds(row.GetInt64(3)),
            row.GetInt32(4),
            row.GetString(5),
            row.GetString(6),
            row.IsDBNull(7) ? null : row.GetString(7),
            Needed(row, 8)
        )
        {
            Decision = row.IsDBNull(13)
                ? null
                : new CommentDecision(
                    CommentStates.Read(row.GetString(10)),
                    row.GetString(11),
                    RecordId.Parse(row.GetString(12)),
                    Instants.FromMicroseconds(row.GetInt64(13)),
                    Needed(row, 14)
                ),
        };

    // Of what was decided before its labels were kept they are not known: the answer is the author's alone.
    private static NeededForDraft Needed(DbDataReader row, int at) =>
        row.IsDBNull(at)
            ? new NeededForDraft([], [], null)
            : new NeededForDraft(
                DraftJson.ReadLabels(row.GetString(at)),
                DispatchIds.Read(row.GetString(at + 1)),
                null
            );
}
