using System.Data.Common;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <inheritdoc/>
internal sealed class Deliveries(NodeIdentity self, KnownNodes nodes, RelayHost host, IRecordStore store) : IDeliveries
{
    // What went over a link that has been removed was delivered all the same.
    private const string Rows = """
        SELECT COALESCE(l.peer, f.peer), COALESCE(l.paused, 0), o.state, o.at, o.why, o.link, a.state, a.why
        FROM current c JOIN relay_outbox o ON o.seq = c.seq
        LEFT JOIN relay_attached a ON a.seq = o.seq AND a.link = o.link
        LEFT JOIN relay_link l ON l.number = o.link
        LEFT JOIN relay_former_link f ON f.number = o.link
        WHERE c.record = $1 AND c.kind = $2 ORDER BY o.link
        """;

    public IReadOnlyList<Delivery> Of(RecordId record)
    {
        using var session = store.OpenReader();
        return session.Query(Rows, Map, record.ToBytes(), record.Kind);
    }

    public bool MayHaveGone(RecordId record)
    {
        using var session = store.OpenReader();
        return self.Epoch > 1
            || session.Query(Withdrawals.Went, r => r.GetInt32(0), record.ToBytes(), record.Kind).Count > 0;
    }

    private Delivery Map(DbDataReader row)
    {
        var (peer, paused, state) = (RecordId.Parse(row.GetString(0)), row.GetInt64(1) != 0, (RowState)row.GetInt32(2));
        var why = row.IsDBNull(4) ? "" : row.GetString(4);
        return new Delivery(
            peer,
            nodes.NameOf(peer),
            State(state),
            Instants.FromMicroseconds(row.GetInt64(3)),
            state > RowState.Sent ? why
                : paused ? "the link is paused"
                : Trouble(row.GetInt32(5)) ?? why
        )
        {
            Files = row.IsDBNull(6) ? "" : Files((RowState)row.GetInt32(6), row.IsDBNull(7) ? "" : row.GetString(7)),
        };
    }

    private static string Files(RowState state, string why) =>
        state switch
        {
            RowState.Delivered => "with all its files",
            RowState.HeldBack => $"its files are held back: {why}",
            RowState.Refused => $"without its files: {why}",
            _ when why.Length > 0 => $"its files are tried again: {why}",
            _ => "its files are on their way",
        };

    // Until an attempt has failed nothing is known against the link.
    private string? Trouble(int link) =>
        host.Report(link)?.Trouble switch
        {
            null => null,
            Relay.Trouble.LineDown => "the line is down; Communications says since when",
            _ => "the peer takes nothing now; Communications says why",
        };

    private static DeliveryState State(RowState state) =>
        state switch
        {
            RowState.Queued => DeliveryState.Queued,
            RowState.Sent => DeliveryState.Sent,
            RowState.HeldBack => DeliveryState.HeldBack,
            RowState.Delivered => DeliveryState.Delivered,
            RowState.Expired => DeliveryState.Expired,
            RowState.Withdrawn => DeliveryState.Withdrawn,
            _ => DeliveryState.Refused,
        };
}
