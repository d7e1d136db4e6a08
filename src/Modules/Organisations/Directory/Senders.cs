using System.Data.Common;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Records;

namespace Legation.Organisations.Directory;

/// <summary>
/// Looks senders up in the projections, in the transaction that asks, and remembers them until it ends or the directory
/// changes. Only the ledger's writer asks.
/// </summary>
internal sealed class Senders(ITrustedNodes nodes, DirectoryChanges changes) : ISenders
{
    private const string Sql = """
        SELECT p.home, p.office, p.organisation, r.terms, r.home, o.home
        FROM p_party p
        LEFT JOIN p_route r ON r.sender IN (p.record, p.office, p.organisation)
        LEFT JOIN p_party o ON o.record = r.via
        WHERE p.record = $1
        ORDER BY r.seq DESC
        """;

    private readonly Dictionary<RecordId, Sender?> known = [];
    private (IKindSession Session, long Changes)? asOf;

    public Sender? Find(RecordId post, IKindSession session)
    {
        if (asOf is not { } last || last.Session != session || last.Changes != changes.Count)
        {
            known.Clear();
            asOf = (session, changes.Count);
        }
        if (!known.TryGetValue(post, out var sender))
            known[post] = sender = Read(post, session);
        return sender;
    }

    private Sender? Read(RecordId post, IKindSession session)
    {
        var rows = session.Query(Sql, Map, post.ToString());
        if (rows.Count == 0)
            return null;
        IEnumerable<RecordId?> parties = [post, rows[0].Office, rows[0].Organisation];
        // Anybody may rule: what strangers say is not even read.
        var routes = rows.Where(row => row.Ruler is { } ruler && nodes.RulesRoutes(ruler));
        return new Sender(
            rows[0].Home,
            [.. parties.OfType<RecordId>().Distinct()],
            [.. routes.Select(row => new SenderRoute(RouteRows.Read(row.Terms!), row.ViaHome))]
        );
    }

    private static Row Map(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            Id(row, 1),
            Id(row, 2),
            row.IsDBNull(3) ? null : row.GetString(3),
            Id(row, 4),
            Id(row, 5)
        );

    private static RecordId? Id(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : RecordId.Parse(row.GetString(column));

    private sealed record Row(
        RecordId Home,
        RecordId? Office,
        RecordId? Organisation,
        string? Terms,
        RecordId? Ruler,
        RecordId? ViaHome
    );
}
