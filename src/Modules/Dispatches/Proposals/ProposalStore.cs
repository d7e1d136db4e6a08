using System.Data.Common;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Dispatches.Proposals;

/// <summary>Proposals are node state: what comes of them is a record.</summary>
internal sealed class ProposalStore(IRecordStore store)
{
    private const string Columns = """
        SELECT id, kind, dispatch, content, reason, person, post, on_behalf_of, at, returned, returned_by, title, asks,
          labels, about, returned_deputy
        FROM dispatch_proposal
        """;

    private const string DeleteOwn = "DELETE FROM dispatch_proposal WHERE kind = $1 AND dispatch = $2 AND person = $3";

    /// <summary>What waits for a releaser, the oldest first.</summary>
    public IReadOnlyList<Proposal> Waiting()
    {
        using var session = store.OpenReader();
        return session.Query($"{Columns} WHERE returned IS NULL ORDER BY at, id", Map);
    }

    /// <summary>What one person has proposed, what came back too, the oldest first.</summary>
    public IReadOnlyList<Proposal> Of(RecordId person)
    {
        using var session = store.OpenReader();
        return session.Query($"{Columns} WHERE person = $1 ORDER BY at, id", Map, person.ToString());
    }

    public Proposal? Find(RecordId id)
    {
        using var session = store.OpenReader();
        return session.Query($"{Columns} WHERE id = $1", Map, id.ToString()).SingleOrDefault();
    }

    /// <summary>What is proposed about one dispatch or draft.</summary>
    public IReadOnlyList<Proposal> About(RecordId dispatch)
    {
        using var session = store.OpenReader();
        return session.Query($"{Columns} WHERE dispatch = $1 ORDER BY at, id", Map, dispatch.ToString());
    }

    /// <summary>As it stands in the transaction; null if somebody else has ended it.</summary>
    public static Proposal? Find(LedgerTransaction transaction, RecordId id) =>
        transaction.Query($"{Columns} WHERE id = $1", Map, id.ToString()).SingleOrDefault();

    public static IReadOnlyList<Proposal> About(LedgerTransaction transaction, RecordId dispatch) =>
        transaction.Query($"{Columns} WHERE dispatch = $1", Map, dispatch.ToString());

    public static void Add(LedgerTransaction transaction, Proposal proposal) =>
        transaction.Execute(
            """
            INSERT INTO dispatch_proposal (id, kind, dispatch, content, reason, person, post, on_behalf_of, at, title,
              asks, labels, about)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            proposal.Id.ToString(),
            proposal.Kind,
            proposal.Dispatch.ToString(),
            proposal.Content,
            proposal.Reason,
            proposal.Author.Person.ToString(),
            proposal.Author.Post.ToString(),
            proposal.Author.OnBehalfOf?.ToString(),
            proposal.At.ToMicroseconds(),
            proposal.Asked.Title,
            proposal.Asked.Asks,
            DraftJson.WriteLabels(proposal.Asked.Labels),
            DispatchIds.Write(proposal.Asked.About)
        );

    public static void Return(LedgerTransaction transaction, RecordId id, ProposalReturn returned) =>
        transaction.Execute(
            "UPDATE dispatch_proposal SET returned = $2, returned_by = $3, returned_deputy = $4 WHERE id = $1",
            id.ToString(),
            returned.Reason,
            returned.By.ToString(),
            returned.Deputy?.ToString()
        );

    public static void Delete(LedgerTransaction transaction, RecordId id) =>
        transaction.Execute("DELETE FROM dispatch_proposal WHERE id = $1", id.ToString());

    /// <summary>Takes back what still waits of one author about one dispatch; what was returned stays, for its reasons.</summary>
    public static void Withdraw(LedgerTransaction transaction, string kind, RecordId dispatch, Author author) =>
        transaction.Execute($"{DeleteOwn} AND returned IS NULL", kind, dispatch.ToString(), author.Person.ToString());

    /// <summary>Takes back all of one author about one dispatch, what was returned too.</summary>
    public static void Drop(LedgerTransaction transaction, string kind, RecordId dispatch, Author author) =>
        transaction.Execute(DeleteOwn, kind, dispatch.ToString(), author.Person.ToString());

    /// <summary>Ends all of a kind about one dispatch, whoever made them.</summary>
    public static void DropAll(LedgerTransaction transaction, string kind, RecordId dispatch) =>
        transaction.Execute(
            "DELETE FROM dispatch_proposal WHERE kind = $1 AND dispatch = $2",
            kind,
            dispatch.ToString()
        );

    private static Proposal Map(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            new Asked(
                row.GetString(1),
                RecordId.Parse(row.GetString(2)),
                row.GetString(3),
                row.GetString(11),
                row.GetString(12),
                DraftJson.ReadLabels(row.GetString(13)),
                DispatchIds.Read(row.GetString(14))
            ),
            row.GetString(4),
            new Author(
                RecordId.Parse(row.GetString(5)),
                RecordId.Parse(row.GetString(6)),
                row.IsDBNull(7) ? null : RecordId.Parse(row.GetString(7))
            ),
            Instants.FromMicroseconds(row.GetInt64(8)),
            row.IsDBNull(9)
                ? null
                : new ProposalReturn(
                    row.GetString(9),
                    RecordId.Parse(row.GetString(10)),
                    row.IsDBNull(15) ? null : RecordId.Parse(row.GetString(15))
                )
        );
}
