using Legation.Records.Storage;

namespace Legation.Records.Search;

/// <summary>Brings the journal into the index, piece by piece.</summary>
internal sealed class SearchPieces(Journal journal, LatestTexts texts, ISearchStore kept)
{
    private const string LateBetween = """
        SELECT l.seq FROM late_effect l JOIN journal j ON j.seq = l.seq
        JOIN current c ON c.record = j.record AND c.seq = j.seq
        WHERE l.effect >= $1 AND l.effect <= $2 ORDER BY l.seq
        """;

    private const string NotCurrent = "SELECT seq FROM other_version WHERE record = $1 AND kind = $2";

    /// <summary>Indexes the piece after the mark; returns its last position.</summary>
    public long Put(SearchMark mark, long end)
    {
        var upTo = journal.EndOfPiece(mark.Position, end);
        var late = journal.Query(LateBetween, JournalSql.MapPosition, mark.Position, upTo);
        foreach (var piece in JournalPieces.Pieces(late.Select(journal.At).OfType<AppliedRecord>()))
            Put(piece, mark);
        Put(journal.CurrentBetween(mark.Position, upTo), new SearchMark(upTo, LeafAt(upTo)));
        return upTo;
    }

    private void Put(IReadOnlyList<AppliedRecord> records, SearchMark mark) =>
        kept.Put([.. records.SelectMany(Superseded)], [.. records.Select(Entry).Where(e => e.Tokens.Count > 0)], mark);

    private SearchEntry Entry(AppliedRecord record) => new(record.Seq, SearchTokens.Of(texts.Of(record.Record)));

    private IEnumerable<long> Superseded(AppliedRecord record) =>
        record.Header is { Version: 1, Epoch: 1 }
            ? []
            : journal.Query(NotCurrent, JournalSql.MapPosition, record.Header.Id.ToBytes(), record.Header.Id.Kind);

    private Digest LeafAt(long position) =>
        journal
            .Query("SELECT leaf FROM journal WHERE seq = $1", r => new Digest((byte[])r.GetValue(0)), position)
            .Single();
}
