using System.Collections.Frozen;
using System.Data.Common;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>Reads a signing key: DER SubjectPublicKeyInfo.</summary>
internal delegate VerificationKey ReadKey(ReadOnlySpan<byte> subjectPublicKeyInfo);

/// <summary>
/// The accepted cards in memory. Read on first use, because the tables are made when the ledger opens; replaced inside
/// the writer's transaction, so that what is decided there sees what was decided before.
/// </summary>
internal sealed class KnownNodes(IRecordStore store, NodeIdentity self, ReadKey readKey) : ITrustedKeys, ITrustedNodes
{
    private const string Nodes = "SELECT card, clearance, accepted, rules_routes, former_pin, renewed FROM relay_node";
    private const string NodeKeys = "SELECT node, key FROM relay_node_key ORDER BY since DESC";
    private const string RevokedKeys = "SELECT node, key FROM relay_revoked_key";

    private readonly IReadOnlyList<VerificationKey> first = [readKey(self.Signer.PublicKey.Span)];
    private Snapshot? snapshot;

    public IReadOnlyCollection<KnownNode> All => Current.ById.Values;

    private Snapshot Current => Volatile.Read(ref snapshot) ?? First();

    public KnownNode? Find(RecordId node) => Current.ById.GetValueOrDefault(node);

    public KnownNode? ByPin(Digest pin) => Current.ByPin.GetValueOrDefault(pin);

    public string NameOf(RecordId node) => node == self.Id ? self.Name : Find(node)?.Card.Name ?? node.ToString();

    // This node's own are kept from its first change of keys on.
    public IReadOnlyList<VerificationKey> KeysOf(RecordId node) =>
        Current.Keys.GetValueOrDefault(node, node == self.Id ? first : []);

    public bool IsRevoked(RecordId node, Digest key) => Current.Revoked.Contains((node, key));

    /// <summary>Whether the key that a record names was revoked; quick where none of its home was.</summary>
    public bool IsRevokedFor(SignedRecord record) =>
        Current.RevokedOf.Contains(record.Header.Home) && record.KeyId is { } key && IsRevoked(record.Header.Home, key);

    public RecordId? OrganisationOf(RecordId node) =>
        node == self.Id ? self.Organisation : Find(node)?.Card.Organisation;

    public bool RulesRoutes(RecordId node) => node == self.Id || Find(node) is { RulesRoutes: true };

    /// <summary>
    /// Reads again, in turn with all changes. Takes effect at once, before the transaction is durable; read again, it is
    /// undone.
    /// </summary>
    public bool Read(LedgerTransaction transaction)
    {
        var read = Of(
            transaction.Query(Nodes, MapNode),
            transaction.Query(NodeKeys, MapKey),
            transaction.Query(RevokedKeys, MapRevoked)
        );
        Volatile.Write(ref snapshot, read);
        return true;
    }

    // Whoever reads first from outside must not overwrite what the writer has put meanwhile.
    private Snapshot First()
    {
        using var session = store.OpenReader();
        var read = Of(
            session.Query(Nodes, MapNode),
            session.Query(NodeKeys, MapKey),
            session.Query(RevokedKeys, MapRevoked)
        );
        return Interlocked.CompareExchange(ref snapshot, read, null) ?? read;
    }

    private static KnownNode MapNode(DbDataReader row) =>
        new(
            NodeCardCodec.ReadStored((byte[])row.GetValue(0)),
            ClearanceText.Read(row.GetString(1)),
            Instants.FromMicroseconds(row.GetInt64(2)),
            row.GetInt64(3) != 0
        )
        {
            FormerPin = row.IsDBNull(4) ? null : new Digest((byte[])row.GetValue(4)),
            Renewed = row.IsDBNull(5) ? null : Instants.FromMicroseconds(row.GetInt64(5)),
        };

    private (RecordId Node, VerificationKey Key) MapKey(DbDataReader row) =>
        (RecordId.Parse(row.GetString(0)), readKey((byte[])row.GetValue(1)));

    private static (RecordId Node, Digest Key) MapRevoked(DbDataReader row) =>
        (RecordId.Parse(row.GetString(0)), new Digest((byte[])row.GetValue(1)));

    private static Snapshot Of(
        List<KnownNode> nodes,
        List<(RecordId Node, VerificationKey Key)> keys,
        List<(RecordId Node, Digest Key)> revoked
    )
    {
        var gone = revoked.ToFrozenSet();
        return new Snapshot(
            [.. nodes.Select(n => n with { IsRevoked = gone.Contains((n.Card.Node, Digest.Of(n.Card.SigningKey))) })],
            keys.Where(k => !gone.Contains((k.Node, k.Key.KeyId)))
                .GroupBy(k => k.Node, k => k.Key)
                .Select(k => KeyValuePair.Create(k.Key, (IReadOnlyList<VerificationKey>)[.. k])),
            gone
        );
    }

    private sealed class Snapshot(
        IReadOnlyList<KnownNode> nodes,
        IEnumerable<KeyValuePair<RecordId, IReadOnlyList<VerificationKey>>> keys,
        FrozenSet<(RecordId Node, Digest Key)> revoked
    )
    {
        public FrozenDictionary<RecordId, KnownNode> ById { get; } = nodes.ToFrozenDictionary(n => n.Card.Node);

        public FrozenDictionary<Digest, KnownNode> ByPin { get; } =
            nodes
                .Where(n => !n.IsRevoked)
                .SelectMany(n => Pins(n).Select(pin => (Pin: pin, Node: n)))
                .DistinctBy(n => n.Pin)
                .ToFrozenDictionary(n => n.Pin, n => n.Node);

        public FrozenDictionary<RecordId, IReadOnlyList<VerificationKey>> Keys { get; } = keys.ToFrozenDictionary();

        public FrozenSet<(RecordId Node, Digest Key)> Revoked => revoked;

        public FrozenSet<RecordId> RevokedOf { get; } = revoked.Select(r => r.Node).ToFrozenSet();

        private static IEnumerable<Digest> Pins(KnownNode node) =>
            node.FormerPin is { } former ? [node.Card.TlsPin, former] : [node.Card.TlsPin];
    }
}
