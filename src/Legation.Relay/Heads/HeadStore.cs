using System.Collections.Immutable;
using System.Data.Common;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>What this node can say of its lanes with a peer, and what the peer has said last.</summary>
internal sealed class HeadStore(IRecordStore store, LinkTable links)
{
    private const string Kept = "SELECT signed FROM relay_head WHERE peer = $1";

    /// <summary>Of the peer's lanes, up to which number all were taken here.</summary>
    public ImmutableArray<LaneMark> Taken(RecordId peer) =>
        Marks(
            "SELECT epoch, lane, cursor FROM relay_lane_in WHERE peer = $1 ORDER BY epoch DESC, lane LIMIT 12",
            peer.ToString()
        );

    /// <summary>Of this node's lanes to the peer, the highest numbers given in an epoch.</summary>
    public ImmutableArray<LaneMark> Numbered(RecordId peer, int epoch) =>
        links.ByPeer(peer) is { } link
            ? Marks(
                "SELECT epoch, lane, next - 1 FROM relay_lane_out WHERE link = $1 AND epoch = $2 ORDER BY lane",
                link.Number,
                epoch
            )
            : [];

    /// <summary>What was last kept of what the peer has said.</summary>
    public SignedHead? Last(RecordId peer)
    {
        using var session = store.OpenReader();
        return Read(session.Query(Kept, Signed, peer.ToString()));
    }

    /// <summary>The same as a transaction has it.</summary>
    public static SignedHead? Last(RecordId peer, LedgerTransaction transaction) =>
        Read(transaction.Query(Kept, Signed, peer.ToString()));

    public static bool Keep(RecordId peer, byte[] signed, LedgerTransaction transaction) =>
        transaction.Execute(
            """
            INSERT INTO relay_head (peer, signed) VALUES ($1, $2)
            ON CONFLICT (peer) DO UPDATE SET signed = excluded.signed
            """,
            peer.ToString(),
            signed
        ) > 0;

    private ImmutableArray<LaneMark> Marks(string sql, params object?[] values)
    {
        using var session = store.OpenReader();
        return [.. session.Query(sql, Map, values)];
    }

    private static SignedHead? Read(List<byte[]> kept) => kept is [var signed] ? SignedHead.ReadKept(signed) : null;

    private static byte[] Signed(DbDataReader row) => (byte[])row.GetValue(0);

    private static LaneMark Map(DbDataReader row) => new(row.GetInt32(0), (Lane)row.GetInt32(1), row.GetInt64(2));
}
