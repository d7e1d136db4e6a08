using Legation.Labels;
using Legation.Records.Alarms;
using Legation.Records.Audit;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Relay;

/// <summary>
/// The nodes that this node knows: cards are read, compared by fingerprint and accepted by the security officer, who
/// also says what labels each node may have.
/// </summary>
public sealed class NodeCards : ITrustedKeys
{
    private readonly KnownNodes nodes;
    private readonly Ledger ledger;
    private readonly IRecordStore store;
    private readonly Introductions introductions;
    private readonly IServiceProvider services;
    private readonly OwnCard own;

    internal NodeCards(
        OwnCard own,
        KnownNodes nodes,
        Ledger ledger,
        IRecordStore store,
        Introductions introductions,
        IServiceProvider services
    )
    {
        (this.nodes, this.ledger, this.store) = (nodes, ledger, store);
        (this.introductions, this.services, this.own) = (introductions, services, own);
    }

    /// <summary>This node's own card, to be handed to other nodes.</summary>
    public byte[] Own() => own.InUse();

    /// <summary>Reads a card and checks its own signature; whose it is must be confirmed by fingerprint.</summary>
    public static Outcome<NodeCard> Read(byte[] card) =>
        NodeCardCodec.Read(card) is { } read ? read : CardRefusals.Unreadable;

    /// <summary>
    /// Accepts a card, or a newer one of a node known already, and lets records of that node that waited for it take
    /// effect. Earlier signing keys of the node stay valid.
    /// </summary>
    /// <param name="card">The signed card.</param>
    /// <param name="clearance">What labels the node may have.</param>
    /// <param name="rulesRoutes">Whether this node follows the routes that it rules, as headquarters does.</param>
    public async Task<Outcome<NodeCard>> AcceptAsync(byte[] card, Clearance clearance, bool rulesRoutes = false)
    {
        ArgumentNullException.ThrowIfNull(clearance);
        if (NodeCardCodec.Read(card) is not { } read)
            return CardRefusals.Unreadable;
        if (Refuse(read) is { } refusal)
            return refusal;
        await ChangeAsync(transaction => Accept(transaction, read, card, clearance, rulesRoutes));
        await FillAsync(read.Node);
        return read;
    }

    /// <summary>Accepted nodes.</summary>
    public IReadOnlyList<KnownNode> All() => [.. nodes.All.OrderBy(n => n.Card.Name, StringComparer.Ordinal)];

    /// <summary>The accepted node that people mean by its id, or by its name as the card writes it.</summary>
    public Outcome<KnownNode> Named(string idOrName)
    {
        if (RecordId.TryParse(idOrName, out var id))
            return nodes.Find(id) is { } known ? known : CardRefusals.NotAccepted(idOrName);
        var meant = nodes.All.Where(node => node.Card.Name == idOrName).ToList();
        return meant switch
        {
            [var one] => one,
            [] => CardRefusals.NotAccepted(idOrName),
            _ => CardRefusals.Ambiguous(idOrName, meant.Select(node => node.Card.Node)),
        };
    }

    /// <summary>Name of a node; its id if its card is not accepted.</summary>
    public string NameOf(RecordId node) => nodes.NameOf(node);

    /// <summary>What labels a node may have; null if its card is not accepted.</summary>
    public Clearance? ClearanceOf(RecordId node) => nodes.Find(node)?.Clearance;

    /// <summary>
    /// Says what labels a node may have from now on. What is queued for it is decided again when it is sent; what was
    /// held back or not queued for want of clearance is offered again.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="clearance">What labels it may have.</param>
    /// <param name="by">Account of the security officer; empty for the command line.</param>
    public async Task<Outcome<KnownNode>> SetClearanceAsync(RecordId node, Clearance clearance, string by = "")
    {
        ArgumentNullException.ThrowIfNull(clearance);
        if (nodes.Find(node) is null)
            return CardRefusals.UnknownNode;
        var known = await ChangeAsync(transaction => SetClearance(transaction, node, clearance, by));
        await FillAsync(node);
        return known;
    }

    /// <summary>Cards that trusted nodes have introduced and that are not accepted.</summary>
    public IReadOnlyList<IntroducedCard> Introduced()
    {
        using var journal = new Journal(store);
        return introductions.Waiting(journal);
    }

    /// <summary>Brings the card of one accepted node to the notice of another. Returns the introduction.</summary>
    public async Task<Outcome<RecordId>> IntroduceAsync(RecordId node, RecordId toNode)
    {
        if (nodes.Find(node) is not { } subject || nodes.Find(toNode) is not { } target)
            return CardRefusals.UnknownNode;
        using var journal = new Journal(store);
        var card = journal
            .Query(
                "SELECT card FROM relay_node WHERE node = $1",
                r => (byte[])r.GetValue(0),
                subject.Card.Node.ToString()
            )
            .Single();
        var introduction = introductions.Write(card, target);
        var committed = await ledger.CommitAsync(introduction);
        return committed.Refusal is { } refusal ? refusal : introduction.Header.Id;
    }

    /// <inheritdoc/>
    public IReadOnlyList<VerificationKey> KeysOf(RecordId node) => nodes.KeysOf(node);

    /// <inheritdoc/>
    public bool IsRevoked(RecordId node, Digest key) => nodes.IsRevoked(node, key);

    private Refusal? Refuse(NodeCard card)
    {
        if (card.Node == ledger.Node.Id)
            return CardRefusals.Own;
        // Who has stolen a key may have dated a card as he liked.
        if (nodes.Find(card.Node) is { IsRevoked: false } known && known.Card.Made > card.Made)
            return CardRefusals.Older;
        return nodes.ByPin(card.TlsPin) is { } other && other.Card.Node != card.Node ? CardRefusals.PinTaken : null;
    }

    private KnownNode Accept(
        LedgerTransaction transaction,
        NodeCard card,
        byte[] signed,
        Clearance clearance,
        bool rulesRoutes
    )
    {
        transaction.Execute(
            """
            INSERT INTO relay_node (node, card, clearance, accepted, rules_routes) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (node) DO UPDATE SET card = excluded.card, clearance = excluded.clearance,
              accepted = excluded.accepted, rules_routes = excluded.rules_routes, former_pin = NULL, renewed = NULL
            """,
            card.Node.ToString(),
            signed,
            ClearanceText.Write(clearance),
            transaction.Now.ToMicroseconds(),
            rulesRoutes
        );
        KeyTable.Keep(card, transaction);
        KeyTable.Restore(card.Node, Digest.Of(card.SigningKey), transaction);
        transaction.Lower(KeyAlarms.UnknownKeyName, card.Node);
        transaction.Lower(KeyAlarms.RevokedName, card.Node);
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = "accept-card",
                node = card.Node.ToString(),
                card = Digest.Of(signed).ToString(),
                clearance,
                rulesRoutes,
            }
        );
        var known = new KnownNode(card, clearance, transaction.Now, rulesRoutes);
        nodes.Read(transaction);
        transaction.HomeAccepted(card.Node);
        LinkTable.FillAgain(card.Node, transaction);
        return known;
    }

    private KnownNode SetClearance(LedgerTransaction transaction, RecordId node, Clearance clearance, string by)
    {
        transaction.Execute(
            "UPDATE relay_node SET clearance = $1 WHERE node = $2",
            ClearanceText.Write(clearance),
            node.ToString()
        );
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = "set-clearance",
                node = node.ToString(),
                clearance,
                by,
            }
        );
        var known = nodes.Find(node)! with { Clearance = clearance };
        nodes.Read(transaction);
        LinkTable.FillAgain(node, transaction);
        return known;
    }

    private Task<KnownNode> ChangeAsync(Func<LedgerTransaction, KnownNode> change) =>
        ledger.ChangeAsync(change, nodes.Read);

    // Links rest on cards, so they are asked for only when a card has changed.
    private Task FillAsync(RecordId node) => services.GetRequiredService<Links>().ReconsiderAsync(node);
}
