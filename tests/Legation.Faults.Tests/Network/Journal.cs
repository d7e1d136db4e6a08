using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Legation.Faults.Tests.Network;

/// <summary>Looks into a node's journal past the program.</summary>
internal static class Journal
{
    private const string Twice = """
        SELECT COUNT(*) FROM (SELECT content FROM journal WHERE type = 1 GROUP BY content HAVING COUNT(*) > 1)
        """;

    /// <summary>How many record versions stand in it more than once.</summary>
    public static long RecordsTwice(string folder) => (long)Query(folder, Twice, row => row.GetValue(0)).Single();

    /// <summary>Security events, oldest first: what happened, and of a refused record why.</summary>
    public static IReadOnlyList<SecurityEvent> SecurityEvents(string folder) =>
        Query(
            folder,
            "SELECT CAST(content AS TEXT) FROM journal WHERE type = 7 ORDER BY seq",
            row => JsonSerializer.Deserialize<SecurityEvent>(row.GetString(0), JsonSerializerOptions.Web)!
        );

    /// <summary>How many records of a kind are in effect.</summary>
    public static long Current(string folder, string kind) =>
        Query(folder, $"SELECT COUNT(*) FROM current WHERE kind = '{kind}'", row => row.GetInt64(0)).Single();

    /// <summary>Ids of a kind's records in effect, in the order in which they were journalled.</summary>
    public static IReadOnlyList<string> Ids(string folder, string kind) =>
        Query(
            folder,
            $"SELECT HEX(record) FROM current WHERE kind = '{kind}' ORDER BY seq",
            row => $"{kind}--{Guid.ParseExact(row.GetString(0), "N")}"
        );

    /// <summary>Whether a version of a record is in effect.</summary>
    public static bool IsInEffect(string folder, string id) => Ids(folder, id.Split("--")[0]).Contains(id);

    /// <summary>Receipts that the node gave to its peers, in hexadecimal digits.</summary>
    public static IReadOnlyList<string> ReceiptsGiven(string folder) => Receipts(folder, 2);

    /// <summary>Receipts that it took from them.</summary>
    public static IReadOnlyList<string> ReceiptsTaken(string folder) => Receipts(folder, 3);

    /// <summary>Changes rows of a node that does not run, as whoever has its disk could.</summary>
    public static void Tamper(string folder, string sql)
    {
        using var journal = Open(folder, "ReadWrite");
        using var command = journal.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBeGreaterThan(0);
    }

    private static List<string> Receipts(string folder, int type) =>
        Query(
            folder,
            $"SELECT content FROM journal WHERE type = {type}",
            row => Convert.ToHexString((byte[])row.GetValue(0))
        );

    private static List<T> Query<T>(string folder, string sql, Func<SqliteDataReader, T> map)
    {
        using var journal = Open(folder, "ReadOnly");
        using var command = journal.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
            found.Add(map(rows));
        return found;
    }

    private static SqliteConnection Open(string folder, string mode)
    {
        var journal = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "journal.db")};Mode={mode};Pooling=false"
        );
        journal.Open();
        return journal;
    }
}

/// <summary>What ought not to happen.</summary>
internal sealed record SecurityEvent(string What, string? Why)
{
    /// <summary>Stable name of the rule: why a record was refused at the door, else what happened.</summary>
    public string Code => Why ?? What;
}
