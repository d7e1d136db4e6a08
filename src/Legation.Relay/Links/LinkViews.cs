using System.Globalization;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>Puts together what an operator sees of a link, and what everybody does.</summary>
internal sealed class LinkViews(NodeIdentity self, KnownNodes nodes, RelayHost host, IRecordStore store)
{
    private const int MostListed = 50;

    private const string Open =
        "SELECT lane, state, COUNT(*) FROM relay_outbox WHERE link = $1 AND state <= 1 GROUP BY lane, state";

    private const string Held =
        "SELECT lane, state, COUNT(*) FROM relay_outbox WHERE link = $1 AND state = 2 GROUP BY lane, state";

    private const string Delivered = "SELECT lane, 3, delivered FROM relay_lane_out WHERE link = $1 AND epoch = $2";

    private const string ListHeld = """
        SELECT o.lane, o.at, o.why, j.content FROM relay_outbox o JOIN journal j ON j.seq = o.seq
        WHERE o.link = $1 AND o.state = 2 ORDER BY o.lane, o.place LIMIT $2
        """;

    private const string ListOpen = """
        SELECT o.lane, o.at, o.state, j.content FROM relay_outbox o JOIN journal j ON j.seq = o.seq
        WHERE o.link = $1 AND o.state <= 1 ORDER BY o.lane, o.place LIMIT $2
        """;

    public bool AnyOpen()
    {
        using var session = store.OpenReader();
        return session.Query("SELECT 1 FROM relay_outbox WHERE state <= 1 LIMIT 1", r => r.GetInt32(0)).Count > 0;
    }

    /// <summary>Numbers of the links on which records are held back.</summary>
    public IReadOnlyList<int> HoldingBack()
    {
        using var session = store.OpenReader();
        return session.Query("SELECT DISTINCT link FROM relay_outbox WHERE state = 2", r => r.GetInt32(0));
    }

    public LineState LineOf(LinkRow link) => LineOf(link, ReportOn(link));

    public LineView ForEveryone(LinkRow link) =>
        new(
            link.Id,
            link.Peer,
            nodes.NameOf(link.Peer),
            nodes.Find(link.Peer)?.Card.Place ?? "",
            LineOf(link),
            link.Rest
        );

    public LinkView Of(LinkRow link)
    {
        using var session = store.OpenReader();
        var lanes = LanesOf(link, session);
        var report = ReportOn(link);
        var state = StateOf(LineOf(link, report), lanes);
        var waiting = WaitingOn(link, session, Reason(state));
        var card = nodes.Find(link.Peer)?.Card;
        return new LinkView(
            link.Id,
            link.Peer,
            nodes.NameOf(link.Peer),
            card?.Place ?? "",
            state,
            Words(state, report, lanes, waiting),
            lanes,
            waiting,
            report.LastContact,
            report.LatencyMilliseconds
        )
        {
            CarriesTheRest = link.Rest,
        };
    }

    private LinkReport ReportOn(LinkRow link) =>
        host.Report(link.Number) ?? new LinkReport(link.Paused, null, "", null, null, null);

    private List<LaneView> LanesOf(LinkRow link, IReadSession session)
    {
        var counts = session
            .Query(Open, Map, link.Number)
            .Concat(session.Query(Held, Map, link.Number))
            .Concat(session.Query(Delivered, Map, link.Number, self.Epoch))
            .ToLookup(row => row.Lane);
        return
        [
            .. counts
                .OrderBy(lane => lane.Key)
                .Select(lane => new LaneView(
                    lane.Key,
                    Sum(lane, RowState.Queued),
                    Sum(lane, RowState.Sent),
                    Sum(lane, RowState.HeldBack),
                    Sum(lane, RowState.Delivered)
                )),
        ];
    }

    private static long Sum(IEnumerable<(Lane Lane, RowState State, long Count)> rows, RowState state) =>
        rows.Where(row => row.State == state).Sum(row => row.Count);

    private static LineState LineOf(LinkRow link, LinkReport report) =>
        link.Paused ? LineState.Paused
        : report.Trouble == Trouble.LineDown ? LineState.Down
        : report.Trouble is not null ? LineState.Held
        : LineState.Up;

    private static LinkState StateOf(LineState line, IReadOnlyList<LaneView> lanes) =>
        line switch
        {
            LineState.Paused => LinkState.Paused,
            LineState.Down => LinkState.LineDown,
            LineState.Held => LinkState.Held,
            _ when lanes.Any(lane => lane.Queued + lane.Sent > 0) => LinkState.Sending,
            _ when lanes.Any(lane => lane.HeldBack > 0) => LinkState.Held,
            _ => LinkState.UpToDate,
        };

    private static string Words(
        LinkState state,
        LinkReport report,
        IReadOnlyList<LaneView> lanes,
        IReadOnlyList<WaitingRecord> waiting
    )
    {
        var open = lanes.Sum(lane => lane.Queued + lane.Sent);
        var held = lanes.Sum(lane => lane.HeldBack);
        var words = state switch
        {
            LinkState.Paused => "paused",
            LinkState.LineDown => string.Create(
                CultureInfo.InvariantCulture,
                $"held, line down since {report.Since:yyyy-MM-dd HH:mm} UTC: {report.Why}"
            ),
            LinkState.Held when report.Trouble is not null => $"held, {report.Why}",
            LinkState.Sending => "sending",
            LinkState.Held => "",
            _ => "up to date",
        };
        var parts = new List<string>();
        if (words.Length > 0)
            parts.Add(open > 0 ? $"{words}, {open} waiting" : words);
        if (held > 0)
            parts.Add($"{held} held: {waiting.Select(w => w.Why).FirstOrDefault()?.Split(": ")[0]}");
        return string.Join("; ", parts);
    }

    private static string Reason(LinkState state) =>
        state switch
        {
            LinkState.Paused => "the link is paused",
            LinkState.LineDown => "the line is down",
            LinkState.Held => "the peer takes nothing now",
            _ => "waits for its turn",
        };

    private static List<WaitingRecord> WaitingOn(LinkRow link, IReadSession session, string reason)
    {
        var held = session.Query(
            ListHeld,
            r => Waiting(r.GetInt32(0), r.GetInt64(1), r.GetString(2), (byte[])r.GetValue(3)),
            link.Number,
            MostListed
        );
        var open = session.Query(
            ListOpen,
            r =>
                Waiting(
                    r.GetInt32(0),
                    r.GetInt64(1),
                    r.GetInt32(2) == (int)RowState.Sent ? "on its way, no receipt yet" : reason,
                    (byte[])r.GetValue(3)
                ),
            link.Number,
            MostListed - held.Count
        );
        return [.. held, .. open];
    }

    private static WaitingRecord Waiting(int lane, long since, string why, byte[] envelope) =>
        new(EnvelopeHeader.Read(envelope).Id, (Lane)lane, Instants.FromMicroseconds(since), why);

    private static (Lane Lane, RowState State, long Count) Map(System.Data.Common.DbDataReader row) =>
        ((Lane)row.GetInt32(0), (RowState)row.GetInt32(1), row.GetInt64(2));
}
