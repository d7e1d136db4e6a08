using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>Divides the journal so that a piece fits into memory, however large its records are.</summary>
internal static class JournalPieces
{
    private const int MostEntries = 1000;
    private const long MostBytes = 8 * 1024 * 1024;

    /// <summary>The last position of the next piece: always at least one entry.</summary>
    public static long EndOfNext(IReadSession session, long after, long end)
    {
        var last = after;
        long bytes = 0;
        foreach (var (seq, size) in session.Query(JournalSql.Sizes, MapSize, after, Math.Min(after + MostEntries, end)))
        {
            if (last > after && bytes + size > MostBytes)
                return last;
            (last, bytes) = (seq, bytes + size);
        }
        // Where entries are missing there is nothing to read.
        return last > after ? last : Math.Min(after + MostEntries, end);
    }

    /// <summary>Groups what is read one by one.</summary>
    public static IEnumerable<List<AppliedRecord>> Pieces(IEnumerable<AppliedRecord> records)
    {
        var piece = new List<AppliedRecord>();
        long bytes = 0;
        foreach (var record in records)
        {
            piece.Add(record);
            bytes += record.Record.Envelope.Length + record.Record.Body.Length;
            if (piece.Count < MostEntries && bytes < MostBytes)
                continue;
            yield return piece;
            (piece, bytes) = ([], 0);
        }
        if (piece.Count > 0)
            yield return piece;
    }

    private static (long Seq, long Size) MapSize(System.Data.Common.DbDataReader row) =>
        (row.GetInt64(0), row.GetInt64(1));
}
