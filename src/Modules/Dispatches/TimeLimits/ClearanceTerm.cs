using System.Data.Common;
using Legation.Dispatches.Model;
using Legation.Records;

namespace Legation.Dispatches.TimeLimits;

/// <summary>How long the office of this node has to clear one version that rests here.</summary>
/// <param name="Seq">Position of the version in the journal.</param>
/// <param name="Dispatch">The dispatch.</param>
/// <param name="Since">When the term began; null: it has not begun yet.</param>
/// <param name="Spent">Minutes of the terms before it.</param>
internal sealed record ClearanceTerm(long Seq, RecordId Dispatch, DateTimeOffset? Since, int Spent)
{
    /// <summary>Due where it is to be reckoned: before every time.</summary>
    public const long ToBeReckoned = 0;

    /// <summary>Due where the route sets no time.</summary>
    public const long Never = long.MaxValue;

    /// <summary>Where those stand whose time has come, after one of them.</summary>
    public const string Ended = """
        SELECT due, seq FROM dispatch_term WHERE due <= $1 AND (due > $2 OR (due = $2 AND seq > $3))
        ORDER BY due, seq LIMIT $4
        """;

    /// <summary>One of them; nothing if its time has changed meanwhile.</summary>
    public const string EndedAt = "SELECT seq, dispatch, since, spent FROM dispatch_term WHERE seq = $1 AND due <= $2";

    public static ClearanceTerm Map(DbDataReader row) =>
        new(
            row.GetInt64(0),
            new RecordId(DispatchKind.KindName, new Guid((byte[])row.GetValue(1), bigEndian: true)),
            row.IsDBNull(2) ? null : Instants.FromMicroseconds(row.GetInt64(2)),
            row.GetInt32(3)
        );

    /// <summary>Keeps it with when it ends; null: never.</summary>
    public void Keep(DateTimeOffset? due, LedgerTransaction transaction) =>
        transaction.Execute(
            "UPDATE dispatch_term SET since = $1, due = $2, spent = $3 WHERE seq = $4",
            Since?.ToMicroseconds(),
            due?.ToMicroseconds() ?? Never,
            Spent,
            Seq
        );

    public void Drop(LedgerTransaction transaction) =>
        transaction.Execute("DELETE FROM dispatch_term WHERE seq = $1", Seq);
}
