using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>
/// The signed voids of a link, until the receipt of their batch is in: what is void once stays so, also over a restart.
/// </summary>
internal static class StoredVoids
{
    /// <summary>Journals a void and keeps it for its place in the outbox.</summary>
    public static void Add(LedgerTransaction transaction, int link, Lane lane, long place, byte[] signed) =>
        transaction.Execute(
            "INSERT INTO relay_void (link, lane, place, seq) VALUES ($1, $2, $3, $4)",
            link,
            (int)lane,
            place,
            transaction.Note(EntryType.Void, signed)
        );

    /// <summary>The voids in a batch, by place.</summary>
    public static Dictionary<long, byte[]> Of(Journal journal, int link, NumberedBatch batch) =>
        journal
            .Query(
                """
                SELECT v.place, j.content FROM relay_void v JOIN journal j ON j.seq = v.seq
                WHERE v.link = $1 AND v.lane = $2 AND v.place BETWEEN $3 AND $4
                """,
                r => (Place: r.GetInt64(0), Signed: (byte[])r.GetValue(1)),
                link,
                (int)batch.Lane,
                batch.FromPlace,
                batch.ToPlace
            )
            .ToDictionary(kept => kept.Place, kept => kept.Signed);

    /// <summary>A batch needs them no more.</summary>
    public static void Forget(LedgerTransaction transaction, int link, NumberedBatch batch) =>
        transaction.Execute(
            "DELETE FROM relay_void WHERE link = $1 AND lane = $2 AND place BETWEEN $3 AND $4",
            link,
            (int)batch.Lane,
            batch.FromPlace,
            batch.ToPlace
        );

    /// <summary>A link needs none any more.</summary>
    public static void Forget(LedgerTransaction transaction, int link) =>
        transaction.Execute("DELETE FROM relay_void WHERE link = $1", link);
}
