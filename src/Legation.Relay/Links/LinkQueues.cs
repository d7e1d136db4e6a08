using System.Data.Common;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>Reads what stands in the outbox of the links: counts, ages, reasons, and lists page by page.</summary>
internal sealed class LinkQueues(NodeIdentity self, IRecordStore store)
{
    /// <summary>Before the code with which a peer refused a record.</summary>
    public const string RefusedThere = "refused there: ";

    // A position orders by lane, then by place. Places count the rows of one outbox: 56 bits are never used up.
    private const int PlaceBits = 56;

    // A peer chooses its codes: of its own making there may be one for each record.
    private const int MostReasons = 50;

    private const string Counts = """
        SELECT lane, state, COUNT(*), MIN(at) FROM relay_outbox WHERE link = $1 AND {0} GROUP BY lane, state
        """;

    private const string CountsAttached = """
        SELECT 5, state, COUNT(*), MIN(at) FROM relay_attached WHERE link = $1 AND {0} GROUP BY state
        """;

    private const string Delivered = """
        SELECT lane, 3, delivered, 0 FROM relay_lane_out WHERE link = $1 AND epoch = $2
        """;

    private const string List = """
        SELECT o.place, o.lane, o.at, o.state, o.why, j.content
        FROM relay_outbox o JOIN journal j ON j.seq = o.seq
        WHERE o.link = $1 AND {0} AND o.lane BETWEEN $2 AND $3
          AND (o.lane > $4 OR (o.lane = $4 AND o.place > $5))
        ORDER BY o.lane, o.place LIMIT $6
        """;

    // A record has one row there, and keeps its place in the journal as its place on this lane.
    private const string ListAttached = """
        SELECT a.seq, 5, a.at, a.state, a.why, j.content FROM relay_attached a JOIN journal j ON j.seq = a.seq
        WHERE a.link = $1 AND {0} AND a.seq > $2 ORDER BY a.seq LIMIT $3
        """;

    private const string Reasons = """
        SELECT COALESCE(why, ''), COUNT(*) FROM relay_outbox WHERE link = $1 AND {0} GROUP BY why ORDER BY 2 DESC, 1
        LIMIT $2
        """;

    private const string ReasonsAttached = """
        SELECT COALESCE(why, ''), COUNT(*) FROM relay_attached WHERE link = $1 AND {0} GROUP BY why ORDER BY 2 DESC, 1
        LIMIT $2
        """;

    private const string Open = """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM relay_outbox WHERE state <= 1)
          OR EXISTS (SELECT 1 FROM relay_attached WHERE state = 0)
        """;

    private const string Holding = """
        SELECT link FROM relay_outbox WHERE state = 2 UNION SELECT link FROM relay_attached WHERE state = 2
        """;

    public bool AnyOpen()
    {
        using var session = store.OpenReader();
        return session.Query(Open, r => r.GetInt32(0)).Count > 0;
    }

    /// <summary>Numbers of the links on which records are held back.</summary>
    public IReadOnlyList<int> HoldingBack()
    {
        using var session = store.OpenReader();
        return session.Query(Holding, r => r.GetInt32(0));
    }

    /// <summary>The last file that was written for a link's peer.</summary>
    public WrittenLast? WrittenTo(int link)
    {
        using var session = store.OpenReader();
        return WrittenLast.On(link, self.Epoch, session);
    }

    /// <summary>The lanes of a link on which anything has gone or waits.</summary>
    public IReadOnlyList<LaneView> LanesOf(int link)
    {
        using var session = store.OpenReader();
        var rows = Enum.GetValues<QueueSection>()
            .SelectMany(section =>
                session
                    .Query(In(Counts, section), MapCount, link)
                    .Concat(session.Query(InAttached(CountsAttached, section), MapCount, link))
            )
            .Concat(session.Query(Delivered, MapCount, link, self.Epoch))
            .ToLookup(row => row.Lane);
        return [.. rows.OrderBy(lane => lane.Key).Select(LaneOf)];
    }

    /// <summary>What a query asks for.</summary>
    /// <param name="link">Number of the link.</param>
    /// <param name="query">Which part of its outbox.</param>
    /// <param name="limit">Most records.</param>
    /// <param name="reason">Why that which waits for its turn does so.</param>
    public QueuePage Page(int link, QueueQuery query, int limit, string reason)
    {
        var (first, last) = query.Lane is { } lane ? ((int)lane, (int)lane) : (0, int.MaxValue);
        var (afterLane, afterPlace) = (query.After >> PlaceBits, query.After & ((1L << PlaceBits) - 1));
        using var session = store.OpenReader();
        var rows = session.Query(
            In(List, query.Section),
            row => MapRow(row, reason),
            link,
            first,
            last,
            afterLane,
            afterPlace,
            limit + 1
        );
        if (rows.Count <= limit && query.Lane is null or Lane.Attachments)
            rows.AddRange(
                session.Query(
                    InAttached(ListAttached, query.Section),
                    row => MapRow(row, reason),
                    link,
                    afterLane == (int)Lane.Attachments ? afterPlace : 0,
                    limit + 1 - rows.Count
                )
            );
        return new QueuePage(
            [.. rows.Take(limit).Select(row => row.Record)],
            rows.Count > limit ? rows[limit - 1].Position : null
        );
    }

    /// <summary>Why records of a part of the outbox, or their attachments, stand there, the most frequent reason first.</summary>
    public IReadOnlyList<QueueReason> ReasonsOf(int link, QueueSection section)
    {
        using var session = store.OpenReader();
        return
        [
            .. session
                .Query(In(Reasons, section), MapReason, link, MostReasons)
                .Concat(session.Query(InAttached(ReasonsAttached, section), MapReason, link, MostReasons))
                .OrderByDescending(reason => reason.Count)
                .Take(MostReasons),
        ];
    }

    // Each condition is that of the partial index of its section.
    private static string In(string sql, QueueSection section) => In(sql, section, "state <= 1");

    private static string InAttached(string sql, QueueSection section) => In(sql, section, "state = 0");

    private static string In(string sql, QueueSection section, string waiting) =>
        sql.Replace(
            "{0}",
            section switch
            {
                QueueSection.Waiting => waiting,
                QueueSection.HeldBack => "state = 2",
                _ => "state = 4",
            },
            StringComparison.Ordinal
        );

    private static LaneView LaneOf(IGrouping<Lane, CountRow> lane)
    {
        var byState = lane.ToDictionary(row => row.State);
        long Count(RowState state) => byState.GetValueOrDefault(state).Count;
        DateTimeOffset? Oldest(RowState state) =>
            byState.TryGetValue(state, out var row) ? Instants.FromMicroseconds(row.Oldest) : null;
        return new LaneView(
            lane.Key,
            Count(RowState.Queued),
            Count(RowState.Sent),
            Count(RowState.HeldBack),
            Count(RowState.Delivered)
        )
        {
            Refused = Count(RowState.Refused),
            OldestQueued = Oldest(RowState.Queued),
            OldestSent = Oldest(RowState.Sent),
        };
    }

    private static string? CodeIn(string why) =>
        why.StartsWith(RefusedThere, StringComparison.Ordinal) ? why[RefusedThere.Length..] : null;

    private static QueueReason MapReason(DbDataReader row) =>
        new(row.GetString(0), CodeIn(row.GetString(0)), row.GetInt64(1));

    private static CountRow MapCount(DbDataReader row) =>
        new((Lane)row.GetInt32(0), (RowState)row.GetInt32(1), row.GetInt64(2), row.GetInt64(3));

    private static (long Position, WaitingRecord Record) MapRow(DbDataReader row, string reason)
    {
        var (lane, state) = (row.GetInt32(1), (RowState)row.GetInt32(3));
        var why = state switch
        {
            // An attachment that was tried in vain waits with what came of it.
            RowState.Queued => row.IsDBNull(4) ? reason : row.GetString(4),
            RowState.Sent => "on its way, no receipt yet",
            _ => row.IsDBNull(4) ? "" : row.GetString(4),
        };
        var record = EnvelopeHeader.Read((byte[])row.GetValue(5)).Id;
        var position = ((long)lane << PlaceBits) | row.GetInt64(0);
        return (
            position,
            new WaitingRecord(record, (Lane)lane, Instants.FromMicroseconds(row.GetInt64(2)), why)
            {
                Code = CodeIn(why),
            }
        );
    }

    private readonly record struct CountRow(Lane Lane, RowState State, long Count, long Oldest);
}
