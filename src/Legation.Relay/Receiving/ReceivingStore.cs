using System.Data.Common;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>What this node has taken from its peers: cursors and receipts.</summary>
internal static class ReceivingStore
{
    private const string Overlapping = """
        SELECT first, last, content, seq FROM relay_receipt
        WHERE peer = $1 AND epoch = $2 AND lane = $3 AND first > $4 AND first <= $5 AND last >= $6 ORDER BY first
        """;

    private const string Beyond = """
        SELECT first, last, content, seq FROM relay_receipt
        WHERE peer = $1 AND epoch = $2 AND lane = $3 AND first > $4 ORDER BY first
        """;

    public static List<GivenReceipt> ReceiptsFor(BatchHead batch, Querying query) =>
        // No batch is longer than 256, so no other can reach into this one from further off.
        query(
            Overlapping,
            Map,
            [
                batch.Sender.ToString(),
                batch.Epoch,
                (int)batch.Lane,
                batch.First - BatchHead.MostRecords,
                batch.Last,
                batch.First,
            ]
        );

    public static List<GivenReceipt> ReceiptsBeyond(BatchHead batch, Querying query) =>
        query(Beyond, Map, [batch.Sender.ToString(), batch.Epoch, (int)batch.Lane, batch.Last]);

    public static long Cursor(BatchHead batch, LedgerTransaction transaction) =>
        transaction
            .Query(
                "SELECT cursor FROM relay_lane_in WHERE peer = $1 AND epoch = $2 AND lane = $3",
                r => r.GetInt64(0),
                batch.Sender.ToString(),
                batch.Epoch,
                (int)batch.Lane
            )
            .SingleOrDefault();

    public static int NewestEpoch(RecordId peer, LedgerTransaction transaction) =>
        transaction
            .Query(
                "SELECT COALESCE(MAX(epoch), 0) FROM relay_lane_in WHERE peer = $1",
                r => r.GetInt32(0),
                peer.ToString()
            )
            .Single();

    public static void Save(BatchHead batch, long cursor, GivenReceipt receipt, LedgerTransaction transaction)
    {
        var (peer, lane) = (batch.Sender.ToString(), (int)batch.Lane);
        transaction.Execute(
            "INSERT INTO relay_receipt (peer, epoch, lane, first, last, content, seq) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            peer,
            batch.Epoch,
            lane,
            receipt.First,
            receipt.Last,
            receipt.Content.ToBytes(),
            receipt.Seq
        );
        transaction.Execute(
            """
            INSERT INTO relay_lane_in (peer, epoch, lane, cursor) VALUES ($1, $2, $3, $4)
            ON CONFLICT (peer, epoch, lane) DO UPDATE SET cursor = excluded.cursor
            """,
            peer,
            batch.Epoch,
            lane,
            cursor
        );
    }

    /// <summary>The receipt for a batch is the one at another position from now on.</summary>
    public static void Replace(BatchHead batch, long seq, LedgerTransaction transaction) =>
        transaction.Execute(
            "UPDATE relay_receipt SET seq = $1 WHERE peer = $2 AND epoch = $3 AND lane = $4 AND first = $5",
            seq,
            batch.Sender.ToString(),
            batch.Epoch,
            (int)batch.Lane,
            batch.First
        );

    public static byte[] Bytes(GivenReceipt receipt, IRecordStore store)
    {
        using var session = store.OpenReader();
        return session
            .Query("SELECT content FROM journal WHERE seq = $1", r => (byte[])r.GetValue(0), receipt.Seq)
            .Single();
    }

    private static GivenReceipt Map(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), new Digest((byte[])row.GetValue(2)), row.GetInt64(3));
}

/// <summary>A query for receipts, inside a transaction or outside.</summary>
internal delegate List<GivenReceipt> Querying(string sql, Func<DbDataReader, GivenReceipt> map, object?[] values);
