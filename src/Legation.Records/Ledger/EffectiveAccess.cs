using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>Who may have a record by its own word and by what others said of it: its effective audience.</summary>
internal sealed class EffectiveAccess(LedgerParts parts, IWriteSession session)
{
    /// <summary>The record with what was said of it before; asked where it is not the first version.</summary>
    public AppliedRecord Of(AppliedRecord record) => record with { Audience = AudienceOf(record) };

    /// <summary>Says that parties are to have a record too.</summary>
    public void Grant(RecordId id, IEnumerable<RecordId> parties)
    {
        foreach (var party in parties)
            session.Execute(JournalSql.PutGrant, id.ToBytes(), id.Kind, party.ToString());
    }

    /// <summary>The record as it may be had from now on; null if nothing of that changes.</summary>
    public AppliedRecord? Change(AppliedRecord current)
    {
        var changed = Of(current);
        if (changed == current)
            return null;
        var id = current.Header.Id;
        session.Execute(JournalSql.PutAudience, id.ToBytes(), id.Kind, changed.Audience);
        parts.Access.Replace(id.Kind, null, changed.Seq, changed.Label, changed.Audience);
        return changed;
    }

    private int AudienceOf(AppliedRecord record)
    {
        var id = record.Header.Id;
        var granted = session.Query(
            JournalSql.GrantedParties,
            r => RecordId.Parse(r.GetString(0)),
            id.ToBytes(),
            id.Kind
        );
        return granted.Count == 0
            ? record.Audience
            : parts.Interned.Audience(Interned.AudienceKey([.. record.Header.Audience, .. granted]), session);
    }
}
