using System.Data.Common;
using Legation.Records;

namespace Legation.Server.Duty;

internal static class DutyAlertSql
{
    /// <summary>Due where nobody is left to call.</summary>
    public const long Never = long.MaxValue;

    public const string Select =
        "SELECT number, party, record, precedence, at, step, due, acknowledged, by_account FROM duty_alert";

    public static DutyAlert Map(DbDataReader row) =>
        new(
            row.GetInt64(0),
            RecordId.Parse(row.GetString(1)),
            RecordId.Parse(row.GetString(2)),
            (Precedence)row.GetInt32(3),
            Instants.FromMicroseconds(row.GetInt64(4)),
            row.GetInt64(5),
            row.GetInt64(6) is var due && due == Never ? null : Instants.FromMicroseconds(due),
            row.IsDBNull(7) ? null : Instants.FromMicroseconds(row.GetInt64(7)),
            row.IsDBNull(8) ? null : row.GetString(8)
        );
}
