using System.Data.Common;

namespace Legation.Records.Alarms;

/// <summary>Raises and lowers alarms inside the writer's transaction, together with what gave cause to them.</summary>
public static class AlarmBook
{
    private const string Columns =
        "number, what, peer, severity, words, remedy, ends_by_itself, since, last, times, acknowledged, acknowledged_by";

    internal const string SelectAcknowledged = $"""
        SELECT {Columns} FROM acknowledged_alarm WHERE acknowledged >= $1 ORDER BY acknowledged DESC, number
        """;

    internal const string PutAcknowledged = $"""
        INSERT INTO acknowledged_alarm ({Columns}) SELECT {Columns} FROM alarm WHERE number = $1
        """;

    internal const string Select = $"""
        SELECT {Columns}
        FROM alarm ORDER BY CASE WHEN acknowledged IS NULL THEN 0 ELSE 1 END, severity DESC, last DESC, number
        """;

    /// <summary>Raises an alarm; if it stands, it counts once more, in these words.</summary>
    public static void Raise(this LedgerTransaction transaction, AlarmNotice notice)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(notice);
        transaction.Execute(
            """
            INSERT INTO alarm (what, peer, severity, words, remedy, ends_by_itself, since, last, times)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 1)
            ON CONFLICT (what, peer) DO UPDATE SET severity = excluded.severity, words = excluded.words,
              remedy = excluded.remedy, ends_by_itself = excluded.ends_by_itself, last = excluded.last,
              times = alarm.times + 1
            """,
            notice.What,
            Key(notice.Peer),
            (int)notice.Severity,
            notice.Words,
            notice.Remedy,
            notice.EndsByItself,
            transaction.Now.ToMicroseconds()
        );
    }

    /// <summary>Whether an alarm of this name stands.</summary>
    public static bool HasAlarm(this LedgerTransaction transaction, string what, RecordId? peer)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        const string standing = "SELECT 1 FROM alarm WHERE what = $1 AND peer = $2";
        return transaction.Query(standing, r => r.GetInt32(0), what, Key(peer)).Count > 0;
    }

    /// <summary>Lowers an alarm; false if it does not stand.</summary>
    public static bool Lower(this LedgerTransaction transaction, string what, RecordId? peer)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Execute("DELETE FROM alarm WHERE what = $1 AND peer = $2", what, Key(peer)) > 0;
    }

    internal static Alarm Map(DbDataReader row) =>
        new(
            row.GetInt64(0),
            new AlarmNotice(
                row.GetString(1),
                row.GetString(2) is { Length: > 0 } peer ? RecordId.Parse(peer) : null,
                (AlarmSeverity)row.GetInt32(3),
                row.GetString(4),
                row.GetString(5),
                row.GetInt64(6) != 0
            ),
            Instants.FromMicroseconds(row.GetInt64(7)),
            Instants.FromMicroseconds(row.GetInt64(8)),
            row.GetInt64(9),
            row.IsDBNull(10) ? null : Instants.FromMicroseconds(row.GetInt64(10)),
            row.IsDBNull(11) ? "" : row.GetString(11)
        );

    private static string Key(RecordId? peer) => peer?.ToString() ?? "";
}
