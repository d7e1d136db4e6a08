using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>The links of this node to its neighbours.</summary>
public sealed class Links
{
    private readonly Ledger ledger;
    private readonly KnownNodes nodes;
    private readonly LinkTable table;
    private readonly LinkViews views;
    private readonly LinkQueues queues;
    private readonly RelayHost host;
    private readonly Reconsideration reconsideration;
    private readonly LinkRemoval removal;
    private readonly Outbox outbox;
    private readonly Backfill backfill;
    private readonly ClockTrust clocks;

    internal Links(
        Ledger ledger,
        KnownNodes nodes,
        LinkTable table,
        LinkViews views,
        LinkQueues queues,
        RelayHost host,
        Reconsideration reconsideration,
        LinkRemoval removal,
        Outbox outbox,
        Backfill backfill,
        ClockTrust clocks
    )
    {
        (this.ledger, this.nodes, this.table, this.views) = (ledger, nodes, table, views);
        (this.host, this.reconsideration, this.removal) = (host, reconsideration, removal);
        (this.outbox, this.backfill, this.queues, this.clocks) = (outbox, backfill, queues, clocks);
    }

    /// <summary>All links, by the name of the peer.</summary>
    public IReadOnlyList<LinkView> All() =>
        [.. table.All.Select(views.Of).OrderBy(view => view.PeerName, StringComparer.Ordinal)];

    /// <summary>All links as everybody may see them, by the name of the peer.</summary>
    public IReadOnlyList<LineView> Lines() =>
        [.. table.All.Select(views.ForEveryone).OrderBy(view => view.PeerName, StringComparer.Ordinal)];

    /// <summary>The accepted nodes without a link of their own, by name.</summary>
    public IReadOnlyList<NodeBeyond> Beyond()
    {
        var rest = table.All.FirstOrDefault(link => link.Rest)?.Peer;
        return
        [
            .. nodes
                .All.Select(known => known.Card)
                .Where(card => table.ByPeer(card.Node) is null)
                .Select(card => new NodeBeyond(card.Node, card.Name, card.Place, rest))
                .OrderBy(beyond => beyond.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>How many links ask for their operator: the line is down or held, or records are held back.</summary>
    public int CountInTrouble()
    {
        var holding = queues.HoldingBack();
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
    public bool AreIdle => !queues.AnyOpen();

    /// <summary>One link; null if there is none of this id.</summary>
    public LinkView? Find(string id) => table.ById(id) is { } link ? views.Of(link) : null;

    /// <summary>A page of what stands in the outbox of a link; null if there is no link of this id.</summary>
    /// <param name="id">The link.</param>
    /// <param name="query">Which part of it.</param>
    /// <param name="limit">Most records.</param>
    public QueuePage? Queue(string id, QueueQuery query, int limit) =>
        table.ById(id) is { } link ? views.Queue(link, query, limit) : null;

    /// <summary>Why records of a part of a link's outbox stand there; none if there is no link of this id.</summary>
    public IReadOnlyList<QueueReason> ReasonsOf(string id, QueueSection section) =>
        table.ById(id) is { } link ? queues.ReasonsOf(link.Number, section) : [];

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

    /// <summary>Tries the line at once instead of waiting; what is held back is decided again.</summary>
    public async Task<Outcome<LinkView>> TryNowAsync(string id)
    {
        if (table.ById(id) is not { } known)
            return LinkRefusals.Unknown;
        if (known.Paused)
            return LinkRefusals.Paused;
        var tried = await ChangeAsync(transaction => DecideAgain(transaction, known));
        if (tried.Refused(out var refusal, out var link))
            return refusal;
        host.Wake(link.Number);
        return views.Of(link);
    }

    /// <summary>
    /// Removes the link to a node. What waits on it goes by the link that carries the rest, if that is another one; else
    /// it stays here, and is offered when the node is linked again. The node's card stays accepted.
    /// </summary>
    /// <param name="node">The peer.</param>
    /// <returns>The link as it was, and what became of what waited.</returns>
    public async Task<Outcome<RemovedLink>> RemoveAsync(RecordId node)
    {
        if (table.ByPeer(node) is not { } link)
            return LinkRefusals.Unknown;
        await host.StopAsync(link.Number);
        try
        {
            var removed = await ledger.ChangeAsync(transaction => removal.Remove(transaction, node), table.Read);
            if (!removed.Succeeded(out var done))
                return removed;
            clocks.Forget(node);
            if (done.TakenOverBy is not null)
                host.Wake(table.All.Single(other => other.Rest).Number);
            return removed;
        }
        catch
        {
            host.Start(link);
            throw;
        }
    }

    /// <summary>
    /// The clearance of a node has changed, which <see cref="LinkTable.FillAgain(RecordId, LedgerTransaction)"/> has
    /// noted: what was held back on the way to it is decided again, and what was not even queued is offered.
    /// </summary>
    internal Task ReconsiderAsync(RecordId node) => reconsideration.RunAsync(node);

    private Outcome<LinkRow> Add(LedgerTransaction transaction, RecordId node, bool carriesTheRest)
    {
        var links = LinkTable.In(transaction);
        if (links.Any(link => link.Peer == node))
            return LinkRefusals.Exists;
        if (carriesTheRest && links.Any(link => link.Rest))
            return LinkRefusals.RestTaken;
        var number = LinkTable.NumberFor(node, transaction);
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
        if (changed.Refused(out var refusal, out var link))
            return refusal;
        host.Post(known.Number, paused ? new LinkEvent.Pause() : new LinkEvent.Resume());
        host.Wake(known.Number);
        return views.Of(link);
    }

    private Outcome<LinkRow> SetPaused(LedgerTransaction transaction, int number, bool paused)
    {
        // It may have been removed meanwhile.
        if (LinkTable.In(transaction).FirstOrDefault(link => link.Number == number) is not { } known)
            return LinkRefusals.Unknown;
        var link = known with { Paused = paused };
        var act = paused ? "pause-link" : "resume-link";
        transaction.Note(EntryType.AdministrativeAct, new { act, peer = link.Peer.ToString() });
        table.Put(link, transaction);
        if (!paused)
            outbox.Requeue(number, new Writing(transaction));
        return link;
    }

    private Outcome<LinkRow> DecideAgain(LedgerTransaction transaction, LinkRow link)
    {
        transaction.Note(EntryType.AdministrativeAct, new { act = "try-link", peer = link.Peer.ToString() });
        outbox.Requeue(link.Number, new Writing(transaction));
        return link;
    }

    private Task<Outcome<LinkRow>> ChangeAsync(Func<LedgerTransaction, Outcome<LinkRow>> change) =>
        ledger.ChangeAsync(change, table.Read);
}
