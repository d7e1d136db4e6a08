using System.Text;
using System.Text.RegularExpressions;

namespace Legation.Records.Storage.Sqlite;

/// <summary>
/// Shadow tables carry the prefix <c>s_</c> where projections carry <c>p_</c>. SQLite cannot rename an index, so each
/// generation of shadow tables gives its indexes names of their own.
/// </summary>
internal static partial class SqliteShadow
{
    /// <summary>Which projections the store has; complete: replayed from the whole journal.</summary>
    public const string Catalogue = """
        CREATE TABLE IF NOT EXISTS projection (
          module   TEXT PRIMARY KEY,
          hash     TEXT NOT NULL,
          tables   TEXT NOT NULL,
          complete INTEGER NOT NULL
        )
        """;

    public const string Complete = "UPDATE projection SET complete = 1 WHERE hash = $1";

    public static string Hash(string script) => Digest.Of(Encoding.UTF8.GetBytes(script)).ToString();

    public static IEnumerable<string> Tables(string script) =>
        CreateTable().Matches(script).Select(m => m.Groups[1].Value);

    public static string Redirect(string sql) => Projection().Replace(sql, "s_$1");

    public static string Definition(string script, string generation) =>
        Redirect(IndexName().Replace(script, $"CREATE $1INDEX g{generation}_$2 ON"));

    [GeneratedRegex(@"CREATE TABLE (p_\w+)")]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"\bp_(\w+)")]
    private static partial Regex Projection();

    [GeneratedRegex(@"CREATE (UNIQUE )?INDEX (?:p_)?(\w+)\s+ON")]
    private static partial Regex IndexName();
}
