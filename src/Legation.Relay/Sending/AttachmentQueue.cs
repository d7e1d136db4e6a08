using System.Data.Common;
using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>A record whose attachments are to follow it on a link.</summary>
/// <param name="Seq">Its position in the journal.</param>
/// <param name="Epoch">Epoch in which it got its number.</param>
/// <param name="Number">Its number on the lane of attachments; 0: none yet.</param>
/// <param name="State">How far it has come; sent: its record went into a file and has no receipt yet.</param>
internal readonly record struct AttachedRow(long Seq, int Epoch, long Number, RowState State);

/// <summary>The rows of records whose attachments follow them, in the writer's transaction and for looking.</summary>
internal static class AttachmentQueue
{
    private const string Follow = """
        INSERT INTO relay_attached (link, seq, lane, place, state, epoch, number, at)
        SELECT o.link, o.seq, o.lane, o.place, 0, 0, 0, o.at FROM relay_outbox o
        WHERE o.link = $1 AND o.lane = $2 AND o.place BETWEEN $3 AND $4 AND o.state = 3
          AND EXISTS (SELECT 1 FROM attachment_name n WHERE n.seq = o.seq)
        ON CONFLICT (link, seq) DO UPDATE SET state = 0 WHERE relay_attached.state = 1
        """;

    private const string Carry = """
        INSERT INTO relay_attached (link, seq, lane, place, state, epoch, number, at)
        SELECT o.link, o.seq, o.lane, o.place, 1, 0, 0, o.at FROM relay_outbox o
        WHERE o.link = $1 AND o.seq = $2 AND EXISTS (SELECT 1 FROM attachment_name n WHERE n.seq = o.seq)
        ON CONFLICT (link, seq) DO NOTHING
        """;

    private const string Waiting =
        "SELECT seq, epoch, number, state FROM relay_attached WHERE link = $1 AND state = 0 ORDER BY lane, place";

    // Of what is on its way to this node itself, however much that is, nothing is read.
    private const string Shown = """
        NOT EXISTS (
          SELECT 1 FROM attachment_name n WHERE n.seq = a.seq
            AND NOT EXISTS (SELECT 1 FROM proven_attachment p WHERE p.seq = n.seq AND p.hash = n.hash))
        ORDER BY a.lane, a.place
        """;

    private const string ProvenForLine = $"""
        SELECT a.seq, a.epoch, a.number, a.state FROM relay_attached a
        WHERE a.link = $1 AND a.state = 0 AND {Shown}
        """;

    private const string ProvenForFile = $"""
        SELECT a.seq, a.epoch, a.number, a.state FROM relay_attached a
        WHERE a.link = $1 AND a.state <= 1 AND {Shown}
        """;

    /// <summary>Lets the attachments of what a batch delivered follow it; false if it has none.</summary>
    public static bool FollowDelivered(NumberedBatch batch, int link, LedgerTransaction transaction) =>
        transaction.Execute(Follow, link, (int)batch.Lane, batch.FromPlace, batch.ToPlace) > 0;

    /// <summary>What waits on a link, those of the more urgent records first.</summary>
    public static List<AttachedRow> On(int link, Journal journal) => journal.Query(Waiting, Map, link);

    /// <summary>Those of them whose contents this node has been shown to have, all of them.</summary>
    public static List<AttachedRow> ProvenOn(int link, Journal journal) => journal.Query(ProvenForLine, Map, link);

    /// <summary>The same for a file, in which the records may be too.</summary>
    public static List<AttachedRow> ProvenForFileOn(int link, Journal journal) =>
        journal.Query(ProvenForFile, Map, link);

    /// <summary>Lets the attachments of a record go into the file in which it goes itself; over a line they follow it later.</summary>
    public static void GoWith(long seq, int link, LedgerTransaction transaction) =>
        transaction.Execute(Carry, link, seq);

    /// <summary>What went into a file beside a record that does not go after all waits for nothing.</summary>
    public static int Forget(long seq, int link, LedgerTransaction transaction) =>
        transaction.Execute("DELETE FROM relay_attached WHERE link = $1 AND seq = $2 AND state = 1", link, seq);

    /// <summary>The same, if it is in no file yet.</summary>
    public static int ForgetUnnumbered(long seq, int link, LedgerTransaction transaction) =>
        transaction.Execute(
            "DELETE FROM relay_attached WHERE link = $1 AND seq = $2 AND state = 1 AND number = 0",
            link,
            seq
        );

    /// <summary>Holds back what waits for its turn; what went with its record and waits for its receipt stays as it is.</summary>
    public static int HoldBackWaiting(long seq, int link, string why, LedgerTransaction transaction) =>
        transaction.Execute(
            "UPDATE relay_attached SET state = 2, at = $1, why = $2 WHERE link = $3 AND seq = $4 AND state = 0",
            transaction.Now.ToMicroseconds(),
            why,
            link,
            seq
        );

    /// <summary>The record that has a number on the lane of attachments; null: none that waits for its receipt.</summary>
    public static long? Numbered(int link, int epoch, long number, Journal journal) =>
        journal
            .Query(
                "SELECT seq FROM relay_attached WHERE link = $1 AND epoch = $2 AND number = $3 AND state <= 2",
                r => (long?)r.GetInt64(0),
                link,
                epoch,
                number
            )
            .SingleOrDefault();

    /// <summary>Stores the receipt that says that a record is complete there.</summary>
    public static long Complete(long seq, int link, int epoch, byte[] receipt, LedgerTransaction transaction)
    {
        Settle(seq, link, RowState.Delivered, null, transaction);
        LaneNumbers.CountDelivered(transaction, link, Lane.Attachments, epoch, 1);
        return transaction.Note(EntryType.ReceiptTaken, receipt);
    }

    /// <summary>Lets what was held back on a link wait for its turn again.</summary>
    public static int Requeue(int link, Writing writing) =>
        writing.Execute("UPDATE relay_attached SET state = 0, why = NULL WHERE link = $1 AND state = 2", link);

    /// <summary>The same of one record.</summary>
    public static int Requeue(long seq, int link, Writing writing) =>
        writing.Execute(
            "UPDATE relay_attached SET state = 0, why = NULL WHERE seq = $1 AND link = $2 AND state = 2",
            seq,
            link
        );

    /// <summary>Puts a record behind all others on its link.</summary>
    public static void PutLast(long seq, int link, string why, LedgerTransaction transaction) =>
        transaction.Execute(
            """
            UPDATE relay_attached SET why = $3, lane = 5, place =
              (SELECT MAX(last.place) + 1 FROM relay_attached last WHERE last.link = $2)
            WHERE seq = $1 AND link = $2
            """,
            seq,
            link,
            why
        );

    public static void Settle(long seq, int link, RowState state, string? why, LedgerTransaction transaction) =>
        transaction.Execute(
            "UPDATE relay_attached SET state = $1, at = $2, why = $3 WHERE seq = $4 AND link = $5",
            (int)state,
            transaction.Now.ToMicroseconds(),
            why,
            seq,
            link
        );

    public static void PutNumber(long seq, int link, int epoch, long number, LedgerTransaction transaction) =>
        transaction.Execute(
            "UPDATE relay_attached SET epoch = $1, number = $2 WHERE seq = $3 AND link = $4",
            epoch,
            number,
            seq,
            link
        );

    /// <summary>Of how many records the contents have not all gone over a link, held back or not.</summary>
    public static int CountOpen(int link, LedgerTransaction transaction) =>
        transaction
            .Query("SELECT COUNT(*) FROM relay_attached WHERE link = $1 AND state IN (0, 2)", r => r.GetInt32(0), link)
            .Single();

    /// <summary>Links on which something waits that may be complete here now.</summary>
    public static List<int> LinksWaiting(LedgerTransaction transaction) =>
        transaction.Query("SELECT DISTINCT link FROM relay_attached WHERE state = 0", r => r.GetInt32(0));

    private static AttachedRow Map(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), (RowState)row.GetInt32(3));
}
