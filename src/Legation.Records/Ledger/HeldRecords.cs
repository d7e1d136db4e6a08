using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>Records that are journalled but not in effect. Counted, so that a node that holds none asks for none.</summary>
internal sealed class HeldRecords(IWriteSession session, long count)
{
    public long Count { get; set; } = count;

    public void Hold(string missing, bool unverified, AppliedRecord record)
    {
        session.Execute(JournalSql.Hold, missing, unverified ? 1 : 0, record.Seq, record.Record.Hash.ToBytes());
        Count++;
    }

    /// <summary>Whether so many wait unverified.</summary>
    public bool HasUnverified(int many) =>
        Count >= many && session.Query(JournalSql.CountUnverified, r => r.GetInt64(0), many).Single() >= many;

    /// <summary>The position of a version that waits unverified for its home's card.</summary>
    public long? Unverified(RecordHeader header, Digest hash)
    {
        if (Count == 0)
            return null;
        var found = session.Query(
            JournalSql.FindUnverified,
            JournalSql.MapPosition,
            header.Home.ToString(),
            hash.ToBytes()
        );
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Takes all that wait for it, one by one, in the order in which they came.</summary>
    public IEnumerable<AppliedRecord> Take(string missing, bool unverified)
    {
        if (Count == 0)
            yield break;
        var flag = unverified ? 1 : 0;
        foreach (var position in session.Query(JournalSql.WaitingAs, JournalSql.MapPosition, missing, flag))
        {
            Count -= session.Execute(JournalSql.ReleaseHeld, missing, flag, position);
            yield return RecordAt(position);
        }
    }

    /// <summary>Whatever of a kind is waited for by records whose home is known.</summary>
    public IEnumerable<RecordId> AwaitedOf(string kind) =>
        // The end of the range is the sign after the hyphen.
        session.Query(JournalSql.WaitingForKind, r => RecordId.Parse(r.GetString(0)), kind + "--", kind + "-.");

    public AppliedRecord RecordAt(long position) =>
        session.Query(Journal.RecordAt, JournalSql.MapRecord, position).Single();
}
