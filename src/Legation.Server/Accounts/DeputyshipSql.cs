using System.Data.Common;
using Legation.Records;

namespace Legation.Server.Accounts;

internal static class DeputyshipSql
{
    private const string Columns = "d.id, d.deputy, d.acts_for, d.begins, d.ends, d.authority, d.made_by";

    private const string InForce = $"""
        SELECT {Columns}, {AccountSql.Columns} FROM deputyship d
        JOIN account a ON a.name = d.acts_for AND a.disabled = 0
        """;

    public const string OfDeputy = $"""
        {InForce} WHERE d.deputy = $1 AND d.begins <= $2 AND d.ends > $2 ORDER BY d.ends, d.id
        """;

    public const string OfSession = $"""
        {InForce} JOIN account_session s ON s.deputyship = d.id AND s.account = d.deputy
        WHERE s.digest = $1 AND d.begins <= $2 AND d.ends > $2
        """;

    public const string All = $"SELECT {Columns} FROM deputyship d WHERE d.ends > $1 ORDER BY d.begins, d.id";

    public const string ById = $"SELECT {Columns} FROM deputyship d WHERE d.id = $1";

    public const string Overlapping =
        "SELECT 1 FROM deputyship WHERE deputy = $1 AND acts_for = $2 AND begins < $4 AND ends > $3";

    public const string Add = """
        INSERT INTO deputyship (id, deputy, acts_for, begins, ends, authority, made_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    public const string DropPast = "DELETE FROM deputyship WHERE ends <= $1";
    public const string Drop = "DELETE FROM deputyship WHERE id = $1";
    public const string DropOfAccount = "DELETE FROM deputyship WHERE deputy = $1 OR acts_for = $1";
    public const string Choose = "UPDATE account_session SET deputyship = $2 WHERE digest = $1";
    public const string Chosen = "SELECT 1 FROM account_session WHERE digest = $1 AND deputyship IS NOT NULL";
    public const string MayDo = "SELECT 1 FROM account WHERE name = $1 AND disabled = 0";

    public static Deputyship Map(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            row.GetString(1),
            row.GetString(2),
            Instants.FromMicroseconds(row.GetInt64(3)),
            Instants.FromMicroseconds(row.GetInt64(4)),
            row.GetString(5),
            row.GetString(6)
        );

    public static Acting MapActing(DbDataReader row) => new(Map(row), AccountSql.Map(row, 7));
}
