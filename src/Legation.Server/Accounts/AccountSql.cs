using System.Data.Common;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.Accounts;

internal static class AccountSql
{
    public const string Columns =
        "a.name, a.person, a.post, a.shown, a.position, a.password, a.duties, a.clearance, a.disabled";

    public const string ByName = $"SELECT {Columns} FROM account a WHERE a.name = $1";

    public const string All = $"SELECT {Columns} FROM account a ORDER BY a.made, a.name";

    public const string BySession = $"""
        SELECT {Columns} FROM account_session s JOIN account a ON a.name = s.account
        WHERE s.digest = $1 AND s.expires > $2 AND a.disabled = 0
        """;

    public const string ByToken = $"""
        SELECT {Columns} FROM access_token t JOIN account a ON a.name = t.account
        WHERE t.digest = $1 AND t.expires > $2 AND t.revoked IS NULL AND a.disabled = 0
        """;

    public const string ByLink = $"""
        SELECT {Columns} FROM sign_in_link l JOIN account a ON a.name = l.account
        WHERE l.digest = $1 AND l.expires > $2 AND a.disabled = 0
        """;

    public const string Add = """
        INSERT INTO account (name, person, post, shown, position, password, duties, clearance, disabled, made)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9) ON CONFLICT (name) DO NOTHING
        """;

    public const string AddSession =
        "INSERT INTO account_session (digest, account, made, expires) VALUES ($1, $2, $3, $4)";

    public const string AccountOfSession = "SELECT account FROM account_session WHERE digest = $1";

    public const string AddLink = "INSERT INTO sign_in_link (digest, account, expires) VALUES ($1, $2, $3)";

    public const string AddToken = """
        INSERT INTO access_token (id, digest, account, name, made, expires) VALUES ($1, $2, $3, $4, $5, $6)
        """;

    public const string RevokeTokens = "UPDATE access_token SET revoked = $1 WHERE account = $2 AND revoked IS NULL";

    public const string Tokens = """
        SELECT id, account, name, expires FROM access_token WHERE revoked IS NULL AND expires > $1 ORDER BY account, made
        """;

    public static Account Map(DbDataReader row) => Map(row, 0);

    public static Account Map(DbDataReader row, int first) =>
        new(
            row.GetString(first),
            RecordId.Parse(row.GetString(first + 1)),
            RecordId.Parse(row.GetString(first + 2)),
            row.GetString(first + 3),
            row.GetString(first + 4),
            row.IsDBNull(first + 5) ? null : row.GetString(first + 5),
            (Duties)row.GetInt32(first + 6),
            row.GetString(first + 7),
            row.GetInt64(first + 8) != 0
        );
}
