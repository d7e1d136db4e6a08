using System.Data.Common;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>A link as it is kept.</summary>
/// <param name="Number">Small number in the outbox.</param>
/// <param name="Peer">The node at the other end.</param>
/// <param name="Rest">All nodes without a link of their own are reached through it.</param>
/// <param name="Paused">Nothing is sent or taken.</param>
/// <param name="Filled">Position up to which earlier records have been offered to it.</param>
/// <param name="FillTo">Position up to which they are to be offered.</param>
internal sealed record LinkRow(int Number, RecordId Peer, bool Rest, bool Paused, long Filled, long FillTo)
{
    public string Id => Peer.Uuid.ToString("N");
}

/// <summary>
/// The links in memory. Read on first use, replaced inside the writer's transaction: a record that takes effect behind a
/// change must see it. What stands here may therefore belong to a transaction that is undone; so a change looks at what
/// its own transaction has (<see cref="In"/>), and whoever fails at one reads again.
/// </summary>
internal sealed class LinkTable(IRecordStore store)
{
    private const string Select = "SELECT number, peer, rest, paused, filled, fill_to FROM relay_link ORDER BY number";

    private const string FormerNumber = "SELECT number FROM relay_former_link WHERE peer = $1";

    private const string HighestNumber = """
        SELECT COALESCE(MAX(number), 0) FROM
          (SELECT number FROM relay_link UNION ALL SELECT number FROM relay_former_link) AS links
        """;

    private IReadOnlyList<LinkRow>? rows;

    public IReadOnlyList<LinkRow> All => Volatile.Read(ref rows) ?? First();

    public LinkRow? ByPeer(RecordId node) => All.FirstOrDefault(link => link.Peer == node);

    public LinkRow? ById(string id) => All.FirstOrDefault(link => link.Id == id);

    public LinkRow? ByNumber(int number) => All.FirstOrDefault(link => link.Number == number);

    /// <summary>The links as a transaction has them.</summary>
    public static IReadOnlyList<LinkRow> In(LedgerTransaction transaction) => transaction.Query(Select, Map);

    /// <summary>
    /// The number for a link to a node: the one that it had, if there was a link to it; never one that another node had.
    /// </summary>
    public static int NumberFor(RecordId node, LedgerTransaction transaction) =>
        transaction.Query(FormerNumber, r => r.GetInt32(0), node.ToString()) is [var former]
            ? former
            : transaction.Query(HighestNumber, r => r.GetInt32(0)).Single() + 1;

    /// <summary>
    /// Lets all links be offered everything again: in the transaction that changes what they may carry, so that a node
    /// which stops behind it does the rest when it starts. Memory is behind until <see cref="Put"/>.
    /// </summary>
    public static void FillAgain(LedgerTransaction transaction) =>
        transaction.Execute("UPDATE relay_link SET filled = 0, fill_to = $1", transaction.Head.Seq);

    /// <summary>The same for the link over which a node is reached.</summary>
    public static void FillAgain(RecordId node, LedgerTransaction transaction) =>
        transaction.Execute(
            """
            UPDATE relay_link SET filled = 0, fill_to = $1
            WHERE peer = $2 OR (rest = 1 AND NOT EXISTS (SELECT 1 FROM relay_link WHERE peer = $2))
            """,
            transaction.Head.Seq,
            node.ToString()
        );

    /// <summary>Takes a link away and keeps its number for the same peer.</summary>
    public void Remove(LinkRow link, LedgerTransaction transaction)
    {
        transaction.Execute("DELETE FROM relay_link WHERE number = $1", link.Number);
        transaction.Execute(
            "INSERT INTO relay_former_link (peer, number) VALUES ($1, $2)",
            link.Peer.ToString(),
            link.Number
        );
        Read(transaction);
    }

    /// <summary>Writes a link.</summary>
    public void Put(LinkRow link, LedgerTransaction transaction)
    {
        transaction.Execute(
            """
            INSERT INTO relay_link (number, peer, rest, paused, filled, fill_to) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (number) DO UPDATE SET rest = excluded.rest, paused = excluded.paused,
              filled = excluded.filled, fill_to = excluded.fill_to
            """,
            link.Number,
            link.Peer.ToString(),
            link.Rest ? 1 : 0,
            link.Paused ? 1 : 0,
            link.Filled,
            link.FillTo
        );
        transaction.Execute("DELETE FROM relay_former_link WHERE peer = $1", link.Peer.ToString());
        Read(transaction);
    }

    /// <summary>Reads again, in turn with all changes.</summary>
    public bool Read(LedgerTransaction transaction)
    {
        Volatile.Write(ref rows, In(transaction));
        return true;
    }

    // Whoever reads first from outside must not overwrite what the writer has put meanwhile.
    private IReadOnlyList<LinkRow> First()
    {
        using var session = store.OpenReader();
        var read = session.Query(Select, Map);
        return Interlocked.CompareExchange(ref rows, read, null) ?? read;
    }

    private static LinkRow Map(DbDataReader row) =>
        new(
            row.GetInt32(0),
            RecordId.Parse(row.GetString(1)),
            row.GetInt64(2) != 0,
            row.GetInt64(3) != 0,
            row.GetInt64(4),
            row.GetInt64(5)
        );
}
