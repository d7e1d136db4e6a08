using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>Records that came and are not in effect, by what they wait for.</summary>
/// <param name="Missing">Id of the record that they refer to, of the node whose card is missing, or what their kind waits for.</param>
/// <param name="IsCard">True: what is missing is the accepted card of that node, by whose key they would be verified.</param>
/// <param name="Count">How many records.</param>
/// <param name="Oldest">When the first of them was journalled.</param>
public sealed record HeldFor(string Missing, bool IsCard, long Count, DateTimeOffset Oldest);

/// <summary>
/// The journal as who operates the node sees it: what is held is counted, and of what is missing the id is told, for it is
/// what he is to look for.
/// </summary>
public sealed class JournalOverview(IRecordStore store)
{
    private const string Last = "SELECT at FROM journal ORDER BY seq DESC LIMIT 1";

    private const string Groups = """
        SELECT h.missing, h.unverified, COUNT(*), MIN(j.at) FROM held h JOIN journal j ON j.seq = h.seq
        GROUP BY h.missing, h.unverified ORDER BY MIN(j.at) LIMIT $1
        """;

    /// <summary>When the last entry was journalled, by the clock of that moment; null: there is none.</summary>
    public DateTimeOffset? LastAt()
    {
        using var session = store.OpenReader();
        return session.Query(Last, row => Instants.FromMicroseconds(row.GetInt64(0))) is [var at] ? at : null;
    }

    /// <summary>What records are held for, the longest awaited first.</summary>
    /// <param name="limit">Most lines.</param>
    public IReadOnlyList<HeldFor> Held(int limit)
    {
        using var session = store.OpenReader();
        return session.Query(
            Groups,
            row => new HeldFor(
                row.GetString(0),
                row.GetInt64(1) != 0,
                row.GetInt64(2),
                Instants.FromMicroseconds(row.GetInt64(3))
            ),
            limit
        );
    }
}
