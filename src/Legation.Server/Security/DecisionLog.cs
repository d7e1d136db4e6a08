using System.Data.Common;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Server.Security;

/// <summary>
/// What the journal has of decisions, newest first. A record is named, and why it was held back is told, only to who
/// may have it: the reason names values of its label. What is asked for by record or kind is found by such records alone.
/// </summary>
internal sealed class DecisionLog(IRecordStore store, ReadGateway gateway, AccessRule rule, DecisionReading reading)
{
    private const string Decisions = "type IN (4, 6, 7)";
    private const int Piece = 500;

    // Nobody waits for a search through all; he is told how far it went, and may go on.
    private const int MostSearched = 5000;

    public DecisionPage Page(Principal officer, DecisionQuery query, long? before, int limit)
    {
        using var journal = new Journal(store);
        var sight = new DecisionSight(gateway, rule, officer, query);
        var entries = new List<DecisionEntry>();
        var (position, searched) = (before ?? long.MaxValue, 0);
        while (sight.MayFind)
        {
            var rows = Rows(journal, query, position);
            foreach (var row in rows)
            {
                (position, searched) = (row.Seq, searched + 1);
                if (reading.Read(journal, row) is { } decision && sight.Of(row, decision) is { } entry)
                    entries.Add(entry);
                if (entries.Count == limit)
                    return new DecisionPage(entries, position, null);
                if (searched == MostSearched)
                    return new DecisionPage(entries, position, row.At);
            }
            if (rows.Count < Piece)
                break;
        }
        return new DecisionPage(entries, null, null);
    }

    // Each sort of entry by itself: one index has them in order.
    private static List<DecisionRow> Rows(Journal journal, DecisionQuery query, long before) =>
        [
            .. Conditions(query.Filter)
                .SelectMany(condition =>
                    journal.Query(
                        $"""
                        SELECT seq, type, at, content FROM journal
                        WHERE {condition} AND seq < $1 AND at >= $2 AND at < $3 ORDER BY seq DESC LIMIT $4
                        """,
                        Map,
                        before,
                        query.From?.ToMicroseconds() ?? long.MinValue,
                        query.Until?.ToMicroseconds() ?? long.MaxValue,
                        Piece
                    )
                )
                .OrderByDescending(row => row.Seq)
                .Take(Piece),
        ];

    // The first condition is that of the index.
    private static IEnumerable<string> Conditions(DecisionFilter filter) =>
        filter switch
        {
            DecisionFilter.Released =>
            [
                $"{Decisions} AND type = 4 AND CAST(content AS TEXT) NOT LIKE '%\"released\":[]%'",
            ],
            DecisionFilter.HeldBack => [$"{Decisions} AND type = 4 AND CAST(content AS TEXT) NOT LIKE '%\"held\":[]%'"],
            DecisionFilter.Refused => Receipts,
            DecisionFilter.Events => [$"{Decisions} AND type = 7"],
            DecisionFilter.Acts => [$"{Decisions} AND type = 6"],
            _ => [$"{Decisions} AND type = 4", $"{Decisions} AND type = 7", .. Receipts],
        };

    private static IEnumerable<string> Receipts => ["type IN (2, 3) AND type = 2", "type IN (2, 3) AND type = 3"];

    private static DecisionRow Map(DbDataReader row) =>
        new(
            row.GetInt64(0),
            (EntryType)row.GetInt32(1),
            Instants.FromMicroseconds(row.GetInt64(2)),
            (byte[])row.GetValue(3)
        );
}
