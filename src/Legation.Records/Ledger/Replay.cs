using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>Projects what is in the journal into shadow tables, piece by piece.</summary>
internal sealed class Replay(LedgerParts parts, IWriteSession session, HeldRecords held, LedgerTransaction transaction)
{
    /// <summary>Projects records; returns the positions of those at which their kind failed.</summary>
    public List<long> Run(long after, long upTo, string script, IReadOnlyList<string> kinds)
    {
        var shadow = new ShadowWriter(session);
        var failed = new List<long>();
        object?[] bounds = [after, upTo, .. kinds];
        var effective = session.Query(JournalSql.EffectiveAfter(kinds.Count), JournalSql.MapPosition, bounds);
        var changed = session.Query(JournalSql.AccessChangedBetween(kinds.Count), JournalSql.MapPosition, bounds);
        foreach (var position in effective.Concat(changed))
        {
            var record = held.RecordAt(position);
            if (!transaction.Tried(() => parts.KindOf(record.Header.Id)?.Project(record, shadow)))
                failed.Add(position);
        }
        if (upTo >= transaction.Head.Seq)
            session.SwapShadow(script);
        return failed;
    }
}
