using System.Data.Common;
using Legation.Records;

namespace Legation.Server.Duty;

/// <summary>What was noted of an urgent dispatch.</summary>
/// <param name="Record">The dispatch.</param>
/// <param name="Version">Its version.</param>
/// <param name="Precedence">Its precedence.</param>
/// <param name="Parties">Whom it is for; or the post that has it in hand.</param>
/// <param name="Person">Who has it in hand; null: it has arrived.</param>
/// <param name="At">When it was journalled.</param>
internal sealed record DutyArrival(
    RecordId Record,
    long Version,
    Precedence Precedence,
    IReadOnlyList<RecordId> Parties,
    RecordId? Person,
    DateTimeOffset At
)
{
    public const string Select =
        "SELECT record, version, precedence, parties, person, at FROM duty_arrival ORDER BY seq";

    public static DutyArrival Map(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            row.GetInt64(1),
            (Precedence)row.GetInt32(2),
            [.. row.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RecordId.Parse)],
            row.IsDBNull(4) ? null : RecordId.Parse(row.GetString(4)),
            Instants.FromMicroseconds(row.GetInt64(5))
        );
}
