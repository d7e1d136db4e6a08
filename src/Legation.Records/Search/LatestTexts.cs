using System.Text.Json;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Records.Search;

/// <summary>Reads of records what is searched in them: for the index, and where it has not come yet.</summary>
internal sealed class LatestTexts(IRecordStore store, Ledger ledger)
{
    // Where they took effect at the position itself it may have been after the index had looked.
    private const string LateSince = """
        SELECT seq FROM late_effect WHERE effect >= $1 AND seq <= $1 ORDER BY seq DESC LIMIT $2
        """;

    /// <summary>Of positions, the newest first, those after one; at most so many.</summary>
    public static IEnumerable<long> After(long mark, IEnumerable<long> positions, int most) =>
        positions.TakeWhile(position => position > mark).Take(most);

    /// <summary>Positions up to one whose records took effect after it, the highest first; at most so many.</summary>
    public IReadOnlyList<long> Late(long mark, int most)
    {
        using var session = store.OpenReader();
        return session.Query(LateSince, JournalSql.MapPosition, mark, most);
    }

    /// <summary>Those of the positions whose records have all of a query, read as they are taken.</summary>
    public IEnumerable<long> Matching(SearchQuery query, IEnumerable<long> positions)
    {
        using var journal = new Journal(store);
        foreach (var position in positions)
            if (journal.At(position) is { } found && query.Matches(Of(found.Record)))
                yield return position;
    }

    /// <summary>What is searched of a record; a body of another form than its kind has is not.</summary>
    public IReadOnlyList<string> Of(SignedRecord record)
    {
        try
        {
            var texts = ledger.KindOf(record.Header.Id)?.SearchTexts(record) ?? RecordKind.TextOf(record);
            // A body may lack what its kind has.
            return [.. texts.OfType<string>()];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
