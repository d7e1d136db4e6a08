using Legation.Labels;
using Legation.Records.Access;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>Records under one label that a link would no longer carry to a node.</summary>
/// <param name="Label">The label, without dates.</param>
/// <param name="Waiting">How many wait on the link and would be held back.</param>
/// <param name="Delivered">How many went over the link before; they stay where they are.</param>
public sealed record HeldUnderLabel(Label Label, long Waiting, long Delivered);

/// <summary>What a node would get no more under another clearance. Tries it; changes nothing.</summary>
public sealed class HoldPreview
{
    private const string Rows = """
        SELECT c.label, c.audience, SUM(CASE WHEN o.state <= 1 THEN 1 ELSE 0 END),
          SUM(CASE WHEN o.state = 3 THEN 1 ELSE 0 END)
        FROM relay_outbox o JOIN journal j ON j.seq = o.seq JOIN current c ON c.record = j.record AND c.seq = j.seq
        WHERE o.link = $1 AND o.state <> 2 GROUP BY c.label, c.audience ORDER BY c.label
        """;

    private readonly KnownNodes nodes;
    private readonly Routes routes;
    private readonly AccessRule rule;
    private readonly IRecordStore store;

    internal HoldPreview(KnownNodes nodes, Routes routes, AccessRule rule, IRecordStore store) =>
        (this.nodes, this.routes, this.rule, this.store) = (nodes, routes, rule, store);

    /// <summary>Name of the neighbour over whose link the node is reached; null if none leads to it.</summary>
    public string? WayTo(RecordId node) => routes.NextHop(node) is { } hop ? nodes.NameOf(hop.Peer) : null;

    /// <summary>What the node may have now and could not under the other clearance, by label.</summary>
    /// <param name="node">Whose clearance would change.</param>
    /// <param name="other">The other clearance.</param>
    /// <param name="asks">Who asks: what is not for him is not counted.</param>
    public IReadOnlyList<HeldUnderLabel> Of(RecordId node, Clearance other, Principal asks)
    {
        if (routes.NextHop(node) is not { } hop || nodes.Find(node) is not { } known)
            return [];
        using var session = store.OpenReader();
        var rows = session.Query(
            Rows,
            r => (Label: r.GetInt32(0), Audience: r.GetInt32(1), Waiting: r.GetInt64(2), Delivered: r.GetInt64(3)),
            hop.Number
        );
        return
        [
            .. rows.Where(row => rule.Permits(asks, row.Label, row.Audience))
                .GroupBy(row => row.Label)
                .Select(rows => new HeldUnderLabel(
                    rule.LabelAt(rows.Key),
                    rows.Sum(row => row.Waiting),
                    rows.Sum(row => row.Delivered)
                ))
                .Where(row =>
                    rule.Decide(row.Label, known.Clearance).Permitted && !rule.Decide(row.Label, other).Permitted
                ),
        ];
    }
}
