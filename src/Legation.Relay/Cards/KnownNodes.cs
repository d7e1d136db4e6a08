using System.Collections.Frozen;
using System.Data.Common;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>
/// The accepted cards in memory. Read on first use, because the tables are made when the ledger opens; replaced inside
/// the writer's transaction, so that what is decided there sees what was decided before.
/// </summary>
internal sealed class KnownNodes(IRecordStore store, NodeIdentity self) : ITrustedKeys, ITrustedNodes
{
    private const string Nodes = "SELECT card, clearance, accepted, rules_routes FROM relay_node";
    private const string NodeKeys = "SELECT node, key FROM relay_node_key";

    private readonly IReadOnlyList<VerificationKey> own = [new VerificationKey(self.Signer.PublicKey.Span)];
    private Snapshot? snapshot;

    public IReadOnlyCollection<KnownNode> All => Current.ById.Values;

    private Snapshot Current => Volatile.Read(ref snapshot) ?? First();

    public KnownNode? Find(RecordId node) => Current.ById.GetValueOrDefault(node);

    public KnownNode? ByPin(Digest pin) => Current.ByPin.GetValueOrDefault(pin);

    public string NameOf(RecordId node) => node == self.Id ? self.Name : Find(node)?.Card.Name ?? node.ToString();

    public IReadOnlyList<VerificationKey> KeysOf(RecordId node) =>
        node == self.Id ? own : Current.Keys.GetValueOrDefault(node, []);

    public RecordId? OrganisationOf(RecordId node) =>
        node == self.Id ? self.Organisation : Find(node)?.Card.Organisation;

    public bool RulesRoutes(RecordId node) => node == self.Id || Find(node) is { RulesRoutes: true };

    /// <summary>Takes effect at once, before the transaction is durable; <see cref="Read"/> undoes it.</summary>
    public void Put(KnownNode node)
    {
        var now = Current;
        var keys = now.Keys.GetValueOrDefault(node.Card.Node, []);
        if (!keys.Any(key => key.KeyId == Digest.Of(node.Card.SigningKey)))
            keys = [.. keys, new VerificationKey(node.Card.SigningKey)];
        var changed = new Snapshot(
            [.. now.ById.Values.Where(n => n.Card.Node != node.Card.Node), node],
            now.Keys.Where(k => k.Key != node.Card.Node).Append(new(node.Card.Node, keys))
        );
        Volatile.Write(ref snapshot, changed);
    }

    /// <summary>Reads again, in turn with all changes.</summary>
    public bool Read(LedgerTransaction transaction)
    {
        Volatile.Write(ref snapshot, Of(transaction.Query(Nodes, MapNode), transaction.Query(NodeKeys, MapKey)));
        return true;
    }

    // Whoever reads first from outside must not overwrite what the writer has put meanwhile.
    private Snapshot First()
    {
        using var session = store.OpenReader();
        var read = Of(session.Query(Nodes, MapNode), session.Query(NodeKeys, MapKey));
        return Interlocked.CompareExchange(ref snapshot, read, null) ?? read;
    }

    private static KnownNode MapNode(DbDataReader row) =>
        new(
            NodeCardCodec.Read((byte[])row.GetValue(0)) ?? throw new InvalidDataException("A stored card is damaged."),
            ClearanceText.Read(row.GetString(1)),
            Instants.FromMicroseconds(row.GetInt64(2)),
            row.GetInt64(3) != 0
        );

    private static (RecordId Node, VerificationKey Key) MapKey(DbDataReader row) =>
        (RecordId.Parse(row.GetString(0)), new VerificationKey((byte[])row.GetValue(1)));

    private static Snapshot Of(List<KnownNode> nodes, List<(RecordId Node, VerificationKey Key)> keys) =>
        new(
            nodes,
            keys.GroupBy(k => k.Node, k => k.Key)
                .Select(k => KeyValuePair.Create(k.Key, (IReadOnlyList<VerificationKey>)[.. k]))
        );

    private sealed class Snapshot(
        IEnumerable<KnownNode> nodes,
        IEnumerable<KeyValuePair<RecordId, IReadOnlyList<VerificationKey>>> keys
    )
    {
        public FrozenDictionary<RecordId, KnownNode> ById { get; } = nodes.ToFrozenDictionary(n => n.Card.Node);

        public FrozenDictionary<Digest, KnownNode> ByPin { get; } = nodes.ToFrozenDictionary(n => n.Card.TlsPin);

        public FrozenDictionary<RecordId, IReadOnlyList<VerificationKey>> Keys { get; } = keys.ToFrozenDictionary();
    }
}
