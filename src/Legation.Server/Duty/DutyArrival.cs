using System.Data.Common;
using Legation.Records;

namespace Legation.Server.Duty;

/// <summary>What was noted of an urgent dispatch.</summary>
/// <param name="Record">The dispatch.</param>
/// <param name="Epoch">Epoch of its version.</param>
/// <param name="Version">Its version.</param>
/// <param name="Precedence">Its precedence.</param>
/// <param name="Parties">Whom it is for; or the post that has it in hand.</param>
/// <param name="Person">Who has it in hand; null: it has arrived.</param>
/// <param name="At">When it was journalled.</param>
/// <param name="ToClear">Whether they are to clear it; or that it was cleared or returned.</param>
internal sealed record DutyArrival(
    RecordId Record,
    long Epoch,
    long Version,
    Precedence Precedence,
    IReadOnlyList<RecordId> Parties,
    RecordId? Person,
    DateTimeOffset At,
    bool ToClear
)
{
    public const string Select =
        "SELECT record, epoch, version, precedence, parties, person, at, to_clear FROM duty_arrival ORDER BY seq";

    public static DutyArrival Map(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            row.GetInt64(1),
            row.GetInt64(2),
            (Precedence)row.GetInt32(3),
            [.. row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RecordId.Parse)],
            row.IsDBNull(5) ? null : RecordId.Parse(row.GetString(5)),
            Instants.FromMicroseconds(row.GetInt64(6)),
            row.GetInt64(7) != 0
        );
}
