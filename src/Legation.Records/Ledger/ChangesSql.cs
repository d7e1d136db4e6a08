using System.Data.Common;
using Legation.Records.Access;

namespace Legation.Records;

/// <summary>Statements that read what changed in a stretch of the journal.</summary>
internal static class ChangesSql
{
    /// <summary>Notes, before a record comes to have another label or audience, which ones stood.</summary>
    public const string PutBefore = """
        INSERT INTO access_before (effect, record, kind, label, audience)
        SELECT $3, record, kind, label, audience FROM current WHERE record = $1 AND kind = $2
        ON CONFLICT DO NOTHING
        """;

    /// <summary>
    /// Records of some kinds that took effect, or came to be had otherwise, after one position and up to another, in that
    /// order, with what counts of them now.
    /// </summary>
    public static string Changed(int kinds) =>
        $"""
            SELECT c.record, c.kind, c.label, c.audience, j.seq AS effect, 0 AS ordinal, j.seq AS seq
            FROM journal j JOIN current c ON c.record = j.record AND c.seq = j.seq
            WHERE j.seq > $1 AND j.seq <= $2 AND j.type = 1 AND c.kind IN ({Among(kinds)})
              AND NOT EXISTS (SELECT 1 FROM late_effect l WHERE l.seq = j.seq)
            UNION ALL
            SELECT c.record, c.kind, c.label, c.audience, l.effect, l.ordinal, l.seq
            FROM late_effect l JOIN journal j ON j.seq = l.seq JOIN current c ON c.record = j.record AND c.seq = j.seq
            WHERE l.effect > $1 AND l.effect <= $2 AND c.kind IN ({Among(kinds)})
            UNION ALL
            SELECT c.record, c.kind, c.label, c.audience, a.effect, 0, a.seq
            FROM access_changed a JOIN journal j ON j.seq = a.seq
            JOIN current c ON c.record = j.record AND c.seq = j.seq
            WHERE a.effect > $1 AND a.effect <= $2 AND c.kind IN ({Among(kinds)})
            ORDER BY 5, 6, 7
            """;

    /// <summary>Of those that were there before: what counted until then, and what counts now.</summary>
    public static string Before(int kinds) =>
        $"""
            SELECT b.label, b.audience, c.label, c.audience
            FROM access_before b JOIN current c ON c.record = b.record AND c.kind = b.kind
            WHERE b.effect > $1 AND b.effect <= $2 AND b.kind IN ({Among(kinds)})
            """;

    public static (RecordId Id, long Now) MapChanged(DbDataReader row) =>
        (
            new RecordId(row.GetString(1), new Guid((byte[])row.GetValue(0), bigEndian: true)),
            Stretch.Pack(row.GetInt32(2), row.GetInt32(3))
        );

    public static (long Before, long Now) MapBefore(DbDataReader row) =>
        (Stretch.Pack(row.GetInt32(0), row.GetInt32(1)), Stretch.Pack(row.GetInt32(2), row.GetInt32(3)));

    private static string Among(int kinds) => string.Join(", ", Enumerable.Range(3, kinds).Select(i => $"${i}"));
}
