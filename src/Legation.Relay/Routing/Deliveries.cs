using Legation.Records.Storage;

namespace Legation.Relay;

/// <inheritdoc/>
internal sealed class Deliveries(KnownNodes nodes, LinkTable links, IRecordStore store) : IDeliveries
{
    private const string Rows = """
        SELECT o.link, o.state, o.at, o.why FROM current c JOIN relay_outbox o ON o.seq = c.seq
        WHERE c.record = $1 AND c.kind = $2 ORDER BY o.link
        """;

    public IReadOnlyList<Delivery> Of(RecordId record)
    {
        using var session = store.OpenReader();
        return session.Query(
            Rows,
            r => Map(r.GetInt32(0), (RowState)r.GetInt32(1), r.GetInt64(2), r.IsDBNull(3) ? "" : r.GetString(3)),
            record.ToBytes(),
            record.Kind
        );
    }

    private Delivery Map(int number, RowState state, long at, string why)
    {
        var link = links.ByNumber(number)!;
        var reason = state <= RowState.Sent && link.Paused ? "the link is paused" : why;
        return new Delivery(link.Peer, nodes.NameOf(link.Peer), State(state), Instants.FromMicroseconds(at), reason);
    }

    private static DeliveryState State(RowState state) =>
        state switch
        {
            RowState.Queued => DeliveryState.Queued,
            RowState.Sent => DeliveryState.Sent,
            RowState.HeldBack => DeliveryState.HeldBack,
            RowState.Delivered => DeliveryState.Delivered,
            _ => DeliveryState.Refused,
        };
}
