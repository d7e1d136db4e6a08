using System.Text.RegularExpressions;

namespace Legation.Records.Storage.Sqlite;

/// <summary>
/// Shadow tables carry the prefix <c>s_</c> where projections carry <c>p_</c>. SQLite cannot rename an index, so each
/// generation of shadow tables gives its indexes names of their own.
/// </summary>
internal static partial class SqliteShadow
{
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
