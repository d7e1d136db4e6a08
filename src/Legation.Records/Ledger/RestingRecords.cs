using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>The versions that rest at this node, in the transaction that asks.</summary>
internal sealed class RestingRecords(IWriteSession session)
{
    private const string Insert = "INSERT INTO resting (seq) VALUES ($1) ON CONFLICT (seq) DO NOTHING";

    // A version that was superseded while it rested goes nowhere any more.
    private const string CurrentOnes = $"""
        SELECT {Journal.RecordColumns}
        FROM resting r JOIN journal j ON j.seq = r.seq JOIN current c ON c.record = j.record AND c.seq = j.seq
        ORDER BY r.seq
        """;

    private const string CurrentOne = """
        SELECT 1 FROM current c JOIN resting r ON r.seq = c.seq WHERE c.record = $1 AND c.kind = $2
        """;

    public void Add(AppliedRecord record) => session.Execute(Insert, record.Seq);

    public void Remove(AppliedRecord record) => session.Execute("DELETE FROM resting WHERE seq = $1", record.Seq);

    public bool Has(RecordId id) => session.Query(CurrentOne, r => r.GetInt32(0), id.ToBytes(), id.Kind).Count > 0;

    /// <summary>In the order in which they came.</summary>
    public List<AppliedRecord> All() => session.Query(CurrentOnes, JournalSql.MapRecord);
}
