using System.Collections.Frozen;
using Legation.Labels;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>
/// The accepted cards in memory. Read on first use, because the tables are made when the ledger opens; replaced inside
/// the writer's transaction, so that what is decided there sees what was decided before.
/// </summary>
internal sealed class KnownNodes(IRecordStore store, NodeIdentity self) : ITrustedKeys, ITrustedNodes
{
    private readonly IReadOnlyList<VerificationKey> own = [new VerificationKey(self.Signer.PublicKey.Span)];
    private volatile Snapshot? snapshot;

    public IReadOnlyCollection<KnownNode> All => Current.ById.Values;

    private Snapshot Current => snapshot ??= Load();

    public KnownNode? Find(RecordId node) => Current.ById.GetValueOrDefault(node);

    public KnownNode? ByPin(Digest pin) => Current.ByPin.GetValueOrDefault(pin);

    public string NameOf(RecordId node) => node == self.Id ? self.Name : Find(node)?.Card.Name ?? node.ToString();

    public IReadOnlyList<VerificationKey> KeysOf(RecordId node) =>
        node == self.Id ? own : Current.Keys.GetValueOrDefault(node, []);

    public RecordId? OrganisationOf(RecordId node) =>
        node == self.Id ? self.Organisation : Find(node)?.Card.Organisation;

    public bool RulesRoutes(RecordId node) => node == self.Id || Find(node) is { RulesRoutes: true };

    /// <summary>Takes effect at once, before the transaction is durable; <see cref="Forget"/> undoes it.</summary>
    public void Put(KnownNode node)
    {
        var now = Current;
        var keys = now.Keys.GetValueOrDefault(node.Card.Node, []);
        if (!keys.Any(key => key.KeyId == Digest.Of(node.Card.SigningKey)))
            keys = [.. keys, new VerificationKey(node.Card.SigningKey)];
        snapshot = new Snapshot(
            [.. now.ById.Values.Where(n => n.Card.Node != node.Card.Node), node],
            now.Keys.Where(k => k.Key != node.Card.Node).Append(new(node.Card.Node, keys))
        );
    }

    /// <summary>Reads again what is durable.</summary>
    public void Forget() => snapshot = null;

    private Snapshot Load()
    {
        using var session = store.OpenReader();
        var nodes = session.Query(
            "SELECT card, clearance, accepted, rules_routes FROM relay_node",
            r => new KnownNode(
                NodeCardCodec.Read((byte[])r.GetValue(0))
                    ?? throw new InvalidDataException("A stored card is damaged."),
                ClearanceText.Read(r.GetString(1)),
                Instants.FromMicroseconds(r.GetInt64(2)),
                r.GetInt64(3) != 0
            )
        );
        var keys = session
            .Query("SELECT node, key FROM relay_node_key", r => (RecordId.Parse(r.GetString(0)), (byte[])r.GetValue(1)))
            .GroupBy(row => row.Item1)
            .Select(group =>
                KeyValuePair.Create(
                    group.Key,
                    (IReadOnlyList<VerificationKey>)[.. group.Select(row => new VerificationKey(row.Item2))]
                )
            );
        return new Snapshot(nodes, keys);
    }

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
