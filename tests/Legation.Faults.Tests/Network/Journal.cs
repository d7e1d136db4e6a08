using Microsoft.Data.Sqlite;

namespace Legation.Faults.Tests.Network;

/// <summary>Looks into a node's journal past the program.</summary>
internal static class Journal
{
    private const string Twice = """
        SELECT COUNT(*) FROM (SELECT content FROM journal WHERE type = 1 GROUP BY content HAVING COUNT(*) > 1)
        """;

    /// <summary>How many record versions stand in it more than once.</summary>
    public static long RecordsTwice(string folder)
    {
        using var journal = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "journal.db")};Mode=ReadOnly;Pooling=false"
        );
        journal.Open();
        using var command = journal.CreateCommand();
        command.CommandText = Twice;
        return (long)command.ExecuteScalar()!;
    }
}
