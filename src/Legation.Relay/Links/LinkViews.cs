using System.Globalization;

namespace Legation.Relay;

/// <summary>Puts together what an operator sees of a link, and what everybody does.</summary>
internal sealed class LinkViews(KnownNodes nodes, RelayHost host, LinkQueues queues)
{
    private const int MostListed = 50;

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
        var lanes = queues.LanesOf(link.Number);
        var report = ReportOn(link);
        var state = StateOf(LineOf(link, report), lanes);
        var waiting = WaitingOn(link, Reason(state));
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
            Written = queues.WrittenTo(link.Number),
            Trouble = report.Trouble is { } kind ? new LinkTrouble(kind, report.Why, report.Since) : null,
        };
    }

    /// <summary>A page of what stands in the outbox of a link.</summary>
    public QueuePage Queue(LinkRow link, QueueQuery query, int limit) =>
        queues.Page(link.Number, query, limit, Reason(StateOf(LineOf(link), [])));

    private LinkReport ReportOn(LinkRow link) =>
        host.Report(link.Number) ?? new LinkReport(link.Paused, null, "", null, null, null);

    private List<WaitingRecord> WaitingOn(LinkRow link, string reason)
    {
        var held = queues.Page(link.Number, new QueueQuery(QueueSection.HeldBack), MostListed, reason).Items;
        var open = queues.Page(link.Number, new QueueQuery(QueueSection.Waiting), MostListed, reason).Items;
        return [.. held.Concat(open).Take(MostListed)];
    }

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
}
