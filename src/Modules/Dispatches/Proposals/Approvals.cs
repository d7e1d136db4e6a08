using System.Data.Common;
using Legation.Dispatches.Model;
using Legation.Dispatches.Relabel;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Storage;

namespace Legation.Dispatches.Proposals;

/// <summary>
/// What two persons said to each other about a dispatch. It is node state and stays with them: the reason may speak of
/// what the dispatch's readers may not have.
/// </summary>
internal sealed class Approvals(IRecordStore store, ReadGateway gateway)
{
    private const int MostListed = 50;
    private const string AboutSql = "SELECT about FROM dispatch_approval WHERE record = $1";

    /// <summary>Keeps it for the two.</summary>
    /// <param name="transaction">In which it takes effect.</param>
    /// <param name="record">What came of it.</param>
    /// <param name="proposal">What was asked.</param>
    /// <param name="releaser">Who let it go.</param>
    public static void Keep(LedgerTransaction transaction, RecordId record, Proposal proposal, Author releaser)
    {
        // A relabelling is a record that says so itself, to all who have the dispatch.
        if (proposal.Kind == RelabelProposal.KindName)
            return;
        transaction.Execute(
            """
            INSERT INTO dispatch_approval (record, reason, about, person, post, on_behalf_of, releaser,
              releaser_post, releaser_on_behalf_of, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            record.ToString(),
            proposal.Reason,
            DispatchIds.Write(proposal.Asked.About),
            proposal.Author.Person.ToString(),
            proposal.Author.Post.ToString(),
            proposal.Author.OnBehalfOf?.ToString(),
            releaser.Person.ToString(),
            releaser.Post.ToString(),
            releaser.OnBehalfOf?.ToString(),
            Instants.ToMicroseconds(transaction.Now)
        );
    }

    /// <summary>Those of a dispatch that this person asked for or gave, while he may read all that they were about.</summary>
    public IReadOnlyList<Approval> Of(Principal principal, RecordId record) =>
        Read(principal, "AND record = $2 ORDER BY at", record.ToString());

    /// <summary>The newest ones that this person asked for or gave, while he may read all that they were about.</summary>
    public IReadOnlyList<Approval> Newest(Principal principal) =>
        Read(principal, "ORDER BY at DESC LIMIT $2", MostListed);

    private List<Approval> Read(Principal principal, string which, object value)
    {
        using var session = store.OpenReader();
        return
        [
            .. session
                .Query(
                    $"""
                    SELECT record, reason, about, person, post, on_behalf_of, releaser, releaser_post,
                      releaser_on_behalf_of, at
                    FROM dispatch_approval WHERE (person = $1 OR releaser = $1) {which}
                    """,
                    Map,
                    principal.Person.ToString(),
                    value
                )
                .Where(approval => gateway.Among(principal, approval.About).Count == approval.About.Count),
        ];
    }

    /// <summary>What had to be read so that this was let go; nothing if its author released it alone.</summary>
    public IReadOnlyList<RecordId> ReadFor(RecordId record)
    {
        using var session = store.OpenReader();
        return [.. session.Query(AboutSql, ReadAbout, record.ToString()).SelectMany(ids => ids).Distinct()];
    }

    /// <summary>The same as the transaction has it.</summary>
    public static IEnumerable<RecordId> ReadFor(LedgerTransaction transaction, RecordId record) =>
        transaction.Query(AboutSql, ReadAbout, record.ToString()).SelectMany(ids => ids);

    private static IReadOnlyList<RecordId> ReadAbout(DbDataReader row) => DispatchIds.Read(row.GetString(0));

    private static Approval Map(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            row.GetString(1),
            DispatchIds.Read(row.GetString(2)),
            AuthorAt(row, 3),
            AuthorAt(row, 6),
            Instants.FromMicroseconds(row.GetInt64(9))
        );

    private static Author AuthorAt(DbDataReader row, int at) =>
        new(
            RecordId.Parse(row.GetString(at)),
            RecordId.Parse(row.GetString(at + 1)),
            row.IsDBNull(at + 2) ? null : RecordId.Parse(row.GetString(at + 2))
        );
}
