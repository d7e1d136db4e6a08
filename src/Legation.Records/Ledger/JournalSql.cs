using System.Data.Common;
using Legation.Records.Signing;

namespace Legation.Records;

/// <summary>Statements on the kernel's own tables, in the SQL that all engines share.</summary>
internal static class JournalSql
{
    public const string FindCurrent = "SELECT epoch, version, seq, hash FROM current WHERE record = $1 AND kind = $2";

    public const string PutCurrent = """
        INSERT INTO current (record, kind, epoch, version, seq, hash, label, audience, relabelled)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (record, kind) DO UPDATE SET epoch = excluded.epoch, version = excluded.version,
          seq = excluded.seq, hash = excluded.hash, label = excluded.label, audience = excluded.audience,
          relabelled = excluded.relabelled
        """;

    public const string Supersede = """
        INSERT INTO other_version (record, kind, epoch, version, seq, hash)
        SELECT record, kind, epoch, version, seq, hash FROM current WHERE record = $1 AND kind = $2
        ON CONFLICT (record, kind, epoch, version) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
        """;

    public const string PutOther = """
        INSERT INTO other_version (record, kind, epoch, version, seq, hash) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (record, kind, epoch, version) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
        """;

    public const string FindOther = """
        SELECT epoch, version, seq, hash FROM other_version
        WHERE record = $1 AND kind = $2 AND epoch = $3 AND version = $4
        """;

    public const string AnyOther =
        "SELECT epoch, version, seq, hash FROM other_version WHERE record = $1 AND kind = $2 ORDER BY epoch, version LIMIT 1";

    public const string DropOther =
        "DELETE FROM other_version WHERE record = $1 AND kind = $2 AND epoch = $3 AND version = $4";

    public const string Hold = "INSERT INTO held (missing, unverified, seq, hash) VALUES ($1, $2, $3, $4)";
    public const string FindUnverified = "SELECT seq FROM held WHERE missing = $1 AND unverified = 1 AND hash = $2";
    public const string CountUnverified =
        "SELECT COUNT(*) FROM (SELECT 1 FROM held WHERE unverified = 1 LIMIT $1) AS some";
    public const string WaitingAs = "SELECT seq FROM held WHERE missing = $1 AND unverified = $2 ORDER BY seq";
    public const string ReleaseHeld = "DELETE FROM held WHERE missing = $1 AND unverified = $2 AND seq = $3";
    public const string WaitingForKind =
        "SELECT DISTINCT missing FROM held WHERE unverified = 0 AND missing > $1 AND missing < $2 ORDER BY missing";
    public const string CountHeld = "SELECT COUNT(*) FROM held";
    public const string PutLate = "INSERT INTO late_effect (effect, ordinal, seq) VALUES ($1, $2, $3)";
    public const string AuditHead = "SELECT size, frontier FROM audit_head WHERE id = 1";
    public const string PutAuditHead = "UPDATE audit_head SET size = $1, frontier = $2 WHERE id = 1";

    public const string PutGrant =
        "INSERT INTO granted (record, kind, party) VALUES ($1, $2, $3) ON CONFLICT (record, kind, party) DO NOTHING";

    public const string GrantedParties = "SELECT party FROM granted WHERE record = $1 AND kind = $2";

    public const string Standing = "SELECT seq, label, audience FROM current WHERE record = $1 AND kind = $2";

    public const string StandingAt = """
        SELECT j.seq, COALESCE(c.label, j.label), COALESCE(c.audience, j.audience)
        FROM journal j LEFT JOIN current c ON c.record = j.record AND c.seq = j.seq
        WHERE j.seq = $1 AND j.type = 1
        """;

    public const string PositionsOf = """
        SELECT seq FROM current WHERE record = $1 AND kind = $2
        UNION ALL SELECT seq FROM other_version WHERE record = $1 AND kind = $2
        """;

    public const string PutRelabelling = """
        INSERT INTO relabelling (record, kind, hash, by_record, by_kind, number, label)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (record, kind, hash, by_record, by_kind) DO NOTHING
        """;

    /// <summary>Of two with one number any will do, if only all nodes take the same.</summary>
    public const string LabelSaid = """
        SELECT label FROM relabelling WHERE record = $1 AND kind = $2 AND hash = $3
        ORDER BY number DESC, label DESC LIMIT 1
        """;

    public const string LastRelabelling =
        "SELECT COALESCE(MAX(number), 0) FROM relabelling WHERE record = $1 AND kind = $2 AND hash = $3";

    public const string RelabelledBy =
        "SELECT DISTINCT by_record, by_kind FROM relabelling WHERE record = $1 AND kind = $2";

    public const string GrantAsOf = """
        INSERT INTO granted (record, kind, party) SELECT $1, $2, party FROM granted WHERE record = $3 AND kind = $4
        ON CONFLICT (record, kind, party) DO NOTHING
        """;

    public const string PutAccess =
        "UPDATE current SET label = $3, audience = $4, relabelled = $5 WHERE record = $1 AND kind = $2";

    public const string PutAccessChanged = """
        INSERT INTO access_changed (seq, effect) VALUES ($1, $2)
        ON CONFLICT (seq) DO UPDATE SET effect = excluded.effect
        """;

    /// <summary>Takes all versions of a kind out of effect; they wait for the kind, which is known from now on.</summary>
    public static readonly IReadOnlyList<string> SetKindAside =
    [
        """
            INSERT INTO other_version (record, kind, epoch, version, seq, hash)
            SELECT record, kind, epoch, version, seq, hash FROM current WHERE kind = $1
            """,
        "DELETE FROM current WHERE kind = $1",
        "DELETE FROM late_effect WHERE seq IN (SELECT seq FROM other_version WHERE kind = $1)",
        """
            INSERT INTO held (missing, unverified, seq, hash)
            SELECT 'kind:' || kind, 0, seq, hash FROM other_version WHERE kind = $1
            """,
        "INSERT INTO known_kind (name) VALUES ($1)",
    ];

    public const string KindsSetAside =
        "SELECT DISTINCT SUBSTR(missing, 6) FROM held WHERE unverified = 0 AND missing LIKE 'kind:%'";

    public const string CurrentRecord = $"""
        SELECT {Journal.RecordColumns}
        FROM current c JOIN journal j ON j.seq = c.seq WHERE c.record = $1 AND c.kind = $2
        """;

    public const string CurrentAfter = $"""
        SELECT {Journal.RecordColumns}
        FROM journal j JOIN current c ON c.record = j.record AND c.seq = j.seq
        WHERE j.seq > $1 AND j.seq <= $2 AND j.type = 1
        ORDER BY j.seq
        """;

    /// <summary>Sizes of entries, so that no more is read at once than memory should hold.</summary>
    public const string Sizes = """
        SELECT seq, LENGTH(content) + COALESCE(LENGTH(body), 0) FROM journal WHERE seq > $1 AND seq <= $2 ORDER BY seq
        """;

    /// <summary>
    /// Positions of the current versions of some kinds that took effect after one position and up to another, in the
    /// order in which they did. Late ones that took effect at the first position are repeated: they may have come after
    /// an earlier look at it.
    /// </summary>
    public static string EffectiveAfter(int kinds)
    {
        var among = string.Join(", ", Enumerable.Range(3, kinds).Select(i => $"${i}"));
        return $"""
            SELECT j.seq, j.seq AS effect, 0 AS ordinal
            FROM journal j JOIN current c ON c.record = j.record AND c.seq = j.seq
            WHERE j.seq > $1 AND j.seq <= $2 AND j.type = 1 AND c.kind IN ({among})
              AND NOT EXISTS (SELECT 1 FROM late_effect l WHERE l.seq = j.seq)
            UNION ALL
            SELECT j.seq, l.effect, l.ordinal
            FROM late_effect l JOIN journal j ON j.seq = l.seq JOIN current c ON c.record = j.record AND c.seq = j.seq
            WHERE l.effect >= $1 AND l.effect <= $2 AND c.kind IN ({among})
            ORDER BY 2, 3, 1
            """;
    }

    /// <summary>
    /// Positions of current versions of some kinds that may be had otherwise since they took effect, where that was
    /// between two positions, both included.
    /// </summary>
    public static string AccessChangedBetween(int kinds)
    {
        var among = string.Join(", ", Enumerable.Range(3, kinds).Select(i => $"${i}"));
        return $"""
            SELECT j.seq FROM access_changed a
            JOIN journal j ON j.seq = a.seq JOIN current c ON c.record = j.record AND c.seq = j.seq
            WHERE a.effect >= $1 AND a.effect <= $2 AND c.kind IN ({among})
            """;
    }

    public static KnownVersion MapVersion(DbDataReader row) =>
        new(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), new Digest((byte[])row.GetValue(3)));

    public static long MapPosition(DbDataReader row) => row.GetInt64(0);

    public static AppliedRecord MapRecord(DbDataReader row) =>
        new(
            SignedRecord.Read((byte[])row.GetValue(4), (byte[])row.GetValue(5), (byte[])row.GetValue(6)),
            row.GetInt64(0),
            Instants.FromMicroseconds(row.GetInt64(1)),
            row.GetInt32(2),
            row.GetInt32(3)
        )
        {
            Relabelled = row.IsDBNull(7) ? null : LabelCodec.Decode((byte[])row.GetValue(7)),
        };
}

/// <summary>A version of a record on this node.</summary>
internal readonly record struct KnownVersion(int Epoch, int Version, long Seq, Digest Hash)
{
    public bool IsOlderThan(RecordHeader header) => (Epoch, Version).CompareTo((header.Epoch, header.Version)) < 0;

    public bool IsSameNumber(RecordHeader header) => Epoch == header.Epoch && Version == header.Version;
}
