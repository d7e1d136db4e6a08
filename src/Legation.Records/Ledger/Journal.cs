using Legation.Labels;
using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>
/// Reads the journal itself, past the access rule: for the relay, followers and verifiers, which decide for
/// themselves; never for what a person sees. Not for two threads at once.
/// </summary>
public sealed class Journal(IRecordStore store) : IDisposable
{
    /// <summary>What <see cref="MapRecord"/> reads, of <c>journal j</c> and, where there is one, <c>current c</c>.</summary>
    public const string RecordColumns =
        "j.seq, j.at, COALESCE(c.label, j.label), COALESCE(c.audience, j.audience), j.content, j.salt, j.body, c.relabelled";

    /// <summary>
    /// What was said of the label of the version in <c>journal j</c> when that is not, or no more, the one in effect: it
    /// counts all the same.
    /// </summary>
    public const string SaidOfOther = """
        (SELECT r.label FROM other_version v
         JOIN relabelling r ON r.record = v.record AND r.kind = v.kind AND r.hash = v.hash
         WHERE v.record = j.record AND v.seq = j.seq
         ORDER BY r.number DESC, r.label DESC LIMIT 1)
        """;

    /// <summary>Statement that reads the record at a position, for <see cref="MapRecord"/>.</summary>
    public const string RecordAt = $"""
        SELECT j.seq, j.at, COALESCE(c.label, j.label), COALESCE(c.audience, j.audience), j.content, j.salt, j.body,
          CASE WHEN c.seq IS NULL THEN {SaidOfOther} ELSE c.relabelled END
        FROM journal j LEFT JOIN current c ON c.record = j.record AND c.seq = j.seq
        WHERE j.seq = $1 AND j.type = 1
        """;

    private readonly IReadSession session = store.OpenReader();

    /// <summary>Reads a record from a row that begins with <see cref="RecordColumns"/>.</summary>
    public static AppliedRecord MapRecord(System.Data.Common.DbDataReader row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return JournalSql.MapRecord(row);
    }

    /// <summary>Reads what label a version was given (table <c>relabelling</c>); null if none was.</summary>
    public static Label? MapLabel(System.Data.Common.DbDataReader row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : LabelCodec.Decode((byte[])row.GetValue(column));
    }

    /// <summary>The record at a position; null if something else stands there.</summary>
    public AppliedRecord? At(long seq) => session.Query(RecordAt, JournalSql.MapRecord, seq).SingleOrDefault();

    /// <summary>The newest version of a record.</summary>
    public AppliedRecord? Current(RecordId id) =>
        session.Query(JournalSql.CurrentRecord, JournalSql.MapRecord, id.ToBytes(), id.Kind).SingleOrDefault();

    /// <summary>Newest versions in effect at positions after one and up to another, in order.</summary>
    public IReadOnlyList<AppliedRecord> CurrentBetween(long after, long upTo) =>
        session.Query(JournalSql.CurrentAfter, JournalSql.MapRecord, after, upTo);

    /// <summary>The last position of the piece after a position, such that the piece fits into memory.</summary>
    public long EndOfPiece(long after, long end) => JournalPieces.EndOfNext(session, after, end);

    /// <summary>
    /// Newest versions of a kind that took effect after one position and up to another, in the order in which they did,
    /// in pieces that fit into memory. What had been held and took effect at the first position is repeated: it may have
    /// come after an earlier look.
    /// </summary>
    public IEnumerable<IReadOnlyList<AppliedRecord>> EffectiveBetween(long after, long upTo, string kind) =>
        JournalPieces.Pieces(
            session
                .Query(JournalSql.EffectiveAfter(1), JournalSql.MapPosition, after, upTo, kind)
                .Select(At)
                .OfType<AppliedRecord>()
        );

    /// <summary>Runs a query on node state.</summary>
    public List<T> Query<T>(
        string sql,
        Func<System.Data.Common.DbDataReader, T> map,
        params ReadOnlySpan<object?> values
    ) => session.Query(sql, map, values);

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}
