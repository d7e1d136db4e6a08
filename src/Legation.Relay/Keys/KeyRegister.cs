using System.Data.Common;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>The signing keys that this node knows, and their revocation by its security officer.</summary>
public sealed class KeyRegister
{
    private readonly Ledger ledger;
    private readonly IRecordStore store;
    private readonly KnownNodes nodes;
    private readonly KeyTrust trust;
    private readonly NodeNotices notices;
    private readonly INodeKeys keys;

    internal KeyRegister(
        Ledger ledger,
        IRecordStore store,
        KnownNodes nodes,
        KeyTrust trust,
        NodeNotices notices,
        INodeKeys keys
    )
    {
        (this.ledger, this.store, this.nodes) = (ledger, store, nodes);
        (this.trust, this.notices, this.keys) = (trust, notices, keys);
    }

    /// <summary>All keys, by the names of their nodes; of each the newest first.</summary>
    public IReadOnlyList<KeyView> All()
    {
        using var session = store.OpenReader();
        var revoked = session
            .Query("SELECT node, key, at, said_by FROM relay_revoked_key", MapRevoked)
            .ToDictionary(row => (row.Node, row.Key));
        var known = session.Query("SELECT node, key, since FROM relay_node_key ORDER BY since DESC", MapKey);
        if (!known.Exists(row => row.Node == ledger.Node.Id))
            known.Add((ledger.Node.Id, ledger.Node.Signer.KeyId, null));
        foreach (var (node, key) in revoked.Keys.Where(key => !known.Exists(row => (row.Node, row.Key) == key)))
            known.Add((node, key, null));
        return
        [
            .. known
                .Select(row => View(row, revoked.GetValueOrDefault((row.Node, row.Key))))
                .OrderBy(key => key.Node != ledger.Node.Id)
                .ThenBy(key => key.NodeName, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// From now on nothing that comes with the keys is taken here; what was journalled before stays as it is. A node
    /// whose present key is revoked is heard again when a person accepts a card of it.
    /// </summary>
    /// <param name="node">Whose keys; this node itself: its former ones, and all that it knows are told.</param>
    /// <param name="key">The key; null: all of them.</param>
    /// <param name="forAll">Tell all nodes; those that follow the routes of this one do the same.</param>
    /// <param name="suspectSince">Count what was journalled since with the keys.</param>
    /// <param name="by">Account of the security officer; empty for the command line.</param>
    public async Task<Outcome<RevocationReport>> RevokeAsync(
        RecordId node,
        Digest? key = null,
        bool forAll = false,
        DateTimeOffset? suspectSince = null,
        string by = ""
    )
    {
        var all = forAll || node == ledger.Node.Id;
        var done = await ledger.ChangeAsync(transaction => Revoke(transaction, node, key, all, by), nodes.Read);
        if (done.Refused(out var refusal, out var revoked))
            return refusal;
        var suspect = suspectSince is { } since ? Suspect(node, revoked.Keys, since) : 0;
        return new RevocationReport(revoked.Keys.Count, revoked.Told, suspect);
    }

    // In the writer's turn, as a key is announced and comes into use: which one is the present one is certain there.
    private Outcome<(IReadOnlyList<Digest> Keys, int Told)> Revoke(
        LedgerTransaction transaction,
        RecordId node,
        Digest? key,
        bool forAll,
        string by
    )
    {
        var isOwn = node == transaction.Node.Id;
        if (isOwn && keys.Next is not null)
            return KeyRefusals.FinishFirst;
        var inUse = transaction.Node.Signer.KeyId;
        if (isOwn && key == inUse)
            return KeyRefusals.InUse;
        var known = nodes
            .KeysOf(node)
            .Select(one => one.KeyId)
            .Where(one => (key is null || one == key) && !(isOwn && one == inUse))
            .ToList();
        if (known.Count == 0)
            return isOwn && key is null ? KeyRefusals.NoFormerKey : KeyRefusals.NoKey;
        return (known, Revoke(transaction, new Revocation(node, known), forAll, by));
    }

    private int Revoke(LedgerTransaction transaction, Revocation said, bool forAll, string by)
    {
        trust.Revoke(said, by, transaction);
        var audience = forAll ? nodes.All.Where(node => node.Card.Node != said.Node).ToList() : [];
        foreach (var node in audience)
        {
            var notice = notices.Write(RevocationKind.Word, said.Encode(), node);
            if (transaction.Append(notice).Refusal is { } refusal)
                throw new InvalidOperationException(refusal.Sentence);
        }
        return audience.Count;
    }

    // Rare, and no index serves it: the journal is read piece by piece.
    private long Suspect(RecordId node, IReadOnlyList<Digest> keys, DateTimeOffset since)
    {
        const int Piece = 1000;
        using var journal = new Journal(store);
        var (count, after, end) = (0L, 0L, ledger.Head.Seq);
        for (; after < end; after += Piece)
            count += journal
                .Query(
                    """
                    SELECT content, salt, body FROM journal WHERE seq > $1 AND seq <= $2 AND type = 1 AND at >= $3
                    """,
                    r => Records.Signing.SignedRecord.Read(Bytes(r, 0), Bytes(r, 1), Bytes(r, 2)),
                    after,
                    Math.Min(after + Piece, end),
                    since.ToMicroseconds()
                )
                .Count(record => record.Header.Home == node && record.KeyId is { } key && keys.Contains(key));
        return count;
    }

    private KeyView View((RecordId Node, Digest Key, DateTimeOffset? Since) row, RevokedRow? revoked)
    {
        var current =
            row.Node == ledger.Node.Id ? ledger.Node.Signer.KeyId
            : nodes.Find(row.Node) is { } node ? Digest.Of(node.Card.SigningKey)
            : default(Digest?);
        var state =
            revoked is not null ? KeyState.Revoked
            : row.Key == current ? KeyState.Current
            : row.Node == ledger.Node.Id && IsAnnounced(row.Key) ? KeyState.Announced
            : KeyState.Former;
        return new KeyView(row.Node, nodes.NameOf(row.Node), row.Key, state, row.Since, revoked?.At, revoked?.By ?? "");
    }

    private bool IsAnnounced(Digest key)
    {
        using var session = store.OpenReader();
        return session
            .Query("SELECT card FROM relay_own_card WHERE in_use = 0", r => (byte[])r.GetValue(0))
            .Any(card => Digest.Of(NodeCardCodec.ReadStored(card).SigningKey) == key);
    }

    private static byte[] Bytes(DbDataReader row, int column) => (byte[])row.GetValue(column);

    private static (RecordId Node, Digest Key, DateTimeOffset? Since) MapKey(DbDataReader row) =>
        (
            RecordId.Parse(row.GetString(0)),
            Digest.Of((byte[])row.GetValue(1)),
            row.GetInt64(2) == 0 ? null : Instants.FromMicroseconds(row.GetInt64(2))
        );

    private static RevokedRow MapRevoked(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            new Digest((byte[])row.GetValue(1)),
            Instants.FromMicroseconds(row.GetInt64(2)),
            row.GetString(3)
        );

    private sealed record RevokedRow(RecordId Node, Digest Key, DateTimeOffset At, string By);
}
