using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Directory;

/// <summary>Looks routes up in the projections, in the transaction that asks.</summary>
internal sealed class Routes : IRoutes
{
    private const string ThroughSql = """
        SELECT r.via, o.home
        FROM p_party p
        JOIN p_route r ON r.sender IN (p.record, p.office, p.organisation)
        JOIN p_party o ON o.record = r.via
        WHERE p.record = $1
        """;

    public (RecordId Office, RecordId Node)? Through(RecordId post, IKindSession session)
    {
        var found = session.Query(
            ThroughSql,
            r => (RecordId.Parse(r.GetString(0)), RecordId.Parse(r.GetString(1))),
            post.ToString()
        );
        return found.Count == 0 ? null : found[0];
    }
}
