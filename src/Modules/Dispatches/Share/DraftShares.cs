using System.Data.Common;
using Legation.Dispatches.Draft;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Dispatches.Share;

/// <summary>With whom drafts are shared; as long as they are drafts.</summary>
internal sealed class DraftShares(IRecordStore store)
{
    private const string Columns = "SELECT draft, owner, owner_post, person, role, at FROM dispatch_draft_share";
    private const string OfDraft = "WHERE draft = $1 AND owner = $2 AND owner_post = $3";

    public IReadOnlyList<DraftShare> Of(DraftKey draft)
    {
        using var session = store.OpenReader();
        return session.Query($"{Columns} {OfDraft} ORDER BY at", Map, Key(draft));
    }

    public IReadOnlyList<DraftShare> With(RecordId person)
    {
        using var session = store.OpenReader();
        return session.Query($"{Columns} WHERE person = $1 ORDER BY at DESC", Map, person.ToString());
    }

    public static DraftRole? RoleOf(LedgerTransaction transaction, DraftKey draft, RecordId person) =>
        transaction
            .Query($"{Columns} {OfDraft} AND person = $4", Map, [.. Key(draft), person.ToString()])
            .SingleOrDefault()
            ?.Role;

    /// <summary>Whether a person has another draft of the same dispatch before him: his own, or that of somebody else.</summary>
    public static bool HasAnother(LedgerTransaction transaction, DraftKey draft, RecordId person) =>
        transaction
            .Query(
                """
                SELECT 1 FROM dispatch_draft WHERE id = $1 AND person = $4
                UNION ALL
                SELECT 1 FROM dispatch_draft_share
                WHERE draft = $1 AND person = $4 AND NOT (owner = $2 AND owner_post = $3)
                """,
                row => row.GetInt32(0),
                [.. Key(draft), person.ToString()]
            )
            .Count > 0;

    public static void Put(LedgerTransaction transaction, DraftShare share) =>
        transaction.Execute(
            """
            INSERT INTO dispatch_draft_share (draft, owner, owner_post, person, role, at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (draft, person) DO UPDATE SET role = excluded.role
            """,
            [.. Key(share.Draft), share.Person.ToString(), DraftRoles.Word(share.Role), share.At.ToMicroseconds()]
        );

    public static int End(LedgerTransaction transaction, DraftKey draft, RecordId person) =>
        transaction.Execute(
            $"DELETE FROM dispatch_draft_share {OfDraft} AND person = $4",
            [.. Key(draft), person.ToString()]
        );

    public static void Delete(LedgerTransaction transaction, DraftKey draft) =>
        transaction.Execute($"DELETE FROM dispatch_draft_share {OfDraft}", Key(draft));

    private static object?[] Key(DraftKey draft) =>
        [draft.Id.ToString(), draft.Person.ToString(), draft.Post.ToString()];

    private static DraftShare Map(DbDataReader row) =>
        new(
            new DraftKey(
                RecordId.Parse(row.GetString(0)),
                RecordId.Parse(row.GetString(1)),
                RecordId.Parse(row.GetString(2))
            ),
            RecordId.Parse(row.GetString(3)),
            DraftRoles.Shared(row.GetString(4)) ?? DraftRole.Commentator,
            Instants.FromMicroseconds(row.GetInt64(5))
        );
}
