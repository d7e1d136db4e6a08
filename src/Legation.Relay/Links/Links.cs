using Legation.Records.Audit;
using Legation.Records.Policies;

namespace Legation.Relay;

/// <summary>The links of this node to its neighbours.</summary>
public sealed class Links : IPolicyFollower
{
    private readonly Ledger ledger;
    private readonly KnownNodes nodes;
    private readonly LinkTable table;
    private readonly LinkViews views;
    private readonly RelayHost host;
    private readonly Routes routes;
    private readonly Outbox outbox;
    private readonly Backfill backfill;

    internal Links(
        Ledger ledger,
        KnownNodes nodes,
        LinkTable table,
        LinkViews views,
        RelayHost host,
        Routes routes,
        Outbox outbox,
        Backfill backfill
    )
    {
        (this.ledger, this.nodes, this.table, this.views) = (ledger, nodes, table, views);
        (this.host, this.routes, this.outbox, this.backfill) = (host, routes, outbox, backfill);
    }

    /// <summary>All links, by the name of the peer.</summary>
    public IReadOnlyList<LinkView> All() =>
        [.. table.All.Select(views.Of).OrderBy(view => view.PeerName, StringComparer.Ordinal)];

    /// <summary>All links as everybody may see them, by the name of the peer.</summary>
    public IReadOnlyList<LineView> Lines() =>
        [.. table.All.Select(views.ForEveryone).OrderBy(view => view.PeerName, StringComparer.Ordinal)];

    /// <summary>How many links ask for their operator: the line is down or held, or records are held back.</summary>
    public int CountInTrouble()
    {
        var holding = views.HoldingBack();
        return table.All.Count(link =>
            views.LineOf(link) switch
            {
                LineState.Down or LineState.Held => true,
                LineState.Up => holding.Contains(link.Number),
                _ => false,
            }
        );
    }

    /// <summary>True if nothing waits for its number or its receipt on any link.</summary>
    public bool AreIdle => !views.AnyOpen();

    /// <summary>One link; null if there is none of this id.</summary>
    public LinkView? Find(string id) => table.ById(id) is { } link ? views.Of(link) : null;

    /// <summary>
    /// Adds a link to an accepted node and offers it what is here already and may go there. Ends when all has been
    /// offered; sending has begun by then.
    /// </summary>
    /// <param name="node">The peer; its card must be accepted.</param>
    /// <param name="carriesTheRest">All nodes without a link of their own are reached through it; one link at most.</param>
    public async Task<Outcome<LinkView>> AddAsync(RecordId node, bool carriesTheRest)
    {
        if (nodes.Find(node) is null)
            return CardRefusals.UnknownNode;
        var added = await ChangeAsync(transaction => Add(transaction, node, carriesTheRest));
        if (!added.Succeeded(out var link))
            return added.Refusal!;
        host.Start(link);
        await backfill.RunAsync(link.Number);
        return views.Of(link);
    }

    /// <summary>Stops sending and taking on a link until it is resumed, also over a restart.</summary>
    public Task<Outcome<LinkView>> PauseAsync(string id) => SetPausedAsync(id, paused: true);

    /// <summary>Lets a link go on, at once. What was held back on it is decided again.</summary>
    public Task<Outcome<LinkView>> ResumeAsync(string id) => SetPausedAsync(id, paused: false);

    /// <summary>
    /// The clearance of a node has changed: what was held back on the way to it is decided again, and what was not even
    /// queued is offered.
    /// </summary>
    internal Task ReconsiderAsync(RecordId node) =>
        routes.NextHop(node) is { } hop ? ReconsiderAsync(hop.Number) : Task.CompletedTask;

    /// <summary>Other policies count: on every link what was held back is decided again, and what was not queued is offered.</summary>
    public async Task PoliciesChangedAsync()
    {
        foreach (var link in table.All)
            await ReconsiderAsync(link.Number);
    }

    private async Task ReconsiderAsync(int number)
    {
        await ChangeAsync(transaction =>
        {
            outbox.Requeue(number, new Writing(transaction));
            var link = LinkTable.In(transaction).Single(link => link.Number == number);
            var again = link with { Filled = 0, FillTo = transaction.Head.Seq };
            table.Put(again, transaction);
            return again;
        });
        await backfill.RunAsync(number);
        host.Post(number, new LinkEvent.Queued(Lane.System));
    }

    private Outcome<LinkRow> Add(LedgerTransaction transaction, RecordId node, bool carriesTheRest)
    {
        var links = LinkTable.In(transaction);
        if (links.Any(link => link.Peer == node))
            return LinkRefusals.Exists;
        if (carriesTheRest && links.Any(link => link.Rest))
            return LinkRefusals.RestTaken;
        var number = links.Select(link => link.Number).DefaultIfEmpty().Max() + 1;
        var added = new LinkRow(number, node, carriesTheRest, Paused: false, Filled: 0, FillTo: transaction.Head.Seq);
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = "add-link",
                peer = node.ToString(),
                carriesTheRest,
            }
        );
        table.Put(added, transaction);
        return added;
    }

    private async Task<Outcome<LinkView>> SetPausedAsync(string id, bool paused)
    {
        if (table.ById(id) is not { } known)
            return LinkRefusals.Unknown;
        var changed = await ChangeAsync(transaction => SetPaused(transaction, known.Number, paused));
        host.Post(known.Number, paused ? new LinkEvent.Pause() : new LinkEvent.Resume());
        host.Post(known.Number, new LinkEvent.Queued(Lane.System));
        return views.Of(changed.Value);
    }

    private LinkRow SetPaused(LedgerTransaction transaction, int number, bool paused)
    {
        var link = LinkTable.In(transaction).Single(link => link.Number == number) with { Paused = paused };
        var act = paused ? "pause-link" : "resume-link";
        transaction.Note(EntryType.AdministrativeAct, new { act, peer = link.Peer.ToString() });
        table.Put(link, transaction);
        if (!paused)
            outbox.Requeue(number, new Writing(transaction));
        return link;
    }

    private Task<Outcome<LinkRow>> ChangeAsync(Func<LedgerTransaction, Outcome<LinkRow>> change) =>
        ledger.ChangeAsync(change, table.Read);
}
