using Legation.Labels;
using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>
/// Who may have a record by its own word and by what other records say of it: its effective label, its effective
/// audience.
/// </summary>
internal sealed class EffectiveAccess(LedgerParts parts, IWriteSession session)
{
    /// <summary>The record with what is said of it; asked where it is not the first version.</summary>
    public AppliedRecord Of(AppliedRecord record)
    {
        var audience = AudienceOf(record);
        return LabelSaid(record) is { } label
            ? record with
            {
                Audience = audience,
                Relabelled = label,
                Label = parts.Interned.Label(Interned.LabelKey(label), label, session),
            }
            : record with
            {
                Audience = audience,
            };
    }

    /// <summary>Parties are to have a record too.</summary>
    public void Grant(RecordId id, IEnumerable<RecordId> parties)
    {
        foreach (var party in parties)
            session.Execute(JournalSql.PutGrant, id.ToBytes(), id.Kind, party.ToString());
    }

    /// <summary>A record goes to all to whom another was granted.</summary>
    public void GrantAsOf(RecordId id, RecordId other) =>
        session.Execute(JournalSql.GrantAsOf, id.ToBytes(), id.Kind, other.ToBytes(), other.Kind);

    /// <summary>One record gives a version of another its label; and goes to all to whom that one goes.</summary>
    public void Relabel(RecordReference version, Relabelling said, RecordId by)
    {
        var label = LabelCodec.Encode(said.Label);
        // A label that no header could hold would make the record unreadable.
        if (label.Length > RecordLimits.Envelope)
            throw new FormatException("The label is longer than a header.");
        _ = LabelCodec.Decode(label);
        var (id, hash) = (version.Id, version.Hash.ToBytes());
        session.Execute(
            JournalSql.PutRelabelling,
            id.ToBytes(),
            id.Kind,
            hash,
            by.ToBytes(),
            by.Kind,
            said.Number,
            label
        );
        GrantAsOf(by, id);
    }

    /// <summary>Records that relabel versions of a record.</summary>
    public List<RecordId> RelabelledBy(RecordId id) =>
        session.Query(
            JournalSql.RelabelledBy,
            r => new RecordId(r.GetString(1), new Guid((byte[])r.GetValue(0), bigEndian: true)),
            id.ToBytes(),
            id.Kind
        );

    /// <summary>The record as it may be had from now on; null if nothing of that changes.</summary>
    public AppliedRecord? Changed(AppliedRecord current) =>
        Of(current) is var changed && changed != current ? changed : null;

    /// <summary>From now on the record may be had so.</summary>
    public void Put(AppliedRecord changed)
    {
        var id = changed.Header.Id;
        var relabelled = changed.Relabelled is { } label ? LabelCodec.Encode(label) : null;
        session.Execute(JournalSql.PutAccess, id.ToBytes(), id.Kind, changed.Label, changed.Audience, relabelled);
        parts.Access.Replace(id, null, changed.Seq, changed.Label, changed.Audience);
    }

    private Label? LabelSaid(AppliedRecord record)
    {
        var id = record.Header.Id;
        return session
            .Query(
                JournalSql.LabelSaid,
                r => LabelCodec.Decode((byte[])r.GetValue(0)),
                id.ToBytes(),
                id.Kind,
                record.Record.Hash.ToBytes()
            )
            .SingleOrDefault();
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
