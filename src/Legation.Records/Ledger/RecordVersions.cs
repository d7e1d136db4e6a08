using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>Which versions of records are here, within the writer's transaction.</summary>
internal sealed class RecordVersions(IWriteSession session)
{
    /// <summary>The newest version in effect.</summary>
    public KnownVersion? Current(RecordId id) =>
        First(session.Query(JournalSql.FindCurrent, JournalSql.MapVersion, id.ToBytes(), id.Kind));

    /// <summary>The version with the header's number, if it is here as a superseded or held one.</summary>
    public KnownVersion? Other(RecordHeader header) =>
        First(
            session.Query(
                JournalSql.FindOther,
                JournalSql.MapVersion,
                header.Id.ToBytes(),
                header.Id.Kind,
                header.Epoch,
                header.Version
            )
        );

    /// <summary>Any version that is not current.</summary>
    public KnownVersion? AnyOther(RecordId id) =>
        First(session.Query(JournalSql.AnyOther, JournalSql.MapVersion, id.ToBytes(), id.Kind));

    /// <summary>Notes a version that is not current.</summary>
    public void PutOther(AppliedRecord record) =>
        session.Execute(
            JournalSql.PutOther,
            record.Header.Id.ToBytes(),
            record.Header.Id.Kind,
            record.Header.Epoch,
            record.Header.Version,
            record.Seq,
            record.Record.Hash.ToBytes()
        );

    /// <summary>The version was not current and becomes so.</summary>
    public void DropOther(RecordHeader header) =>
        session.Execute(JournalSql.DropOther, header.Id.ToBytes(), header.Id.Kind, header.Epoch, header.Version);

    /// <summary>Puts the version in the place of the one before, if there is one.</summary>
    public void PutCurrent(AppliedRecord record, bool supersedes)
    {
        var uuid = record.Header.Id.ToBytes();
        if (supersedes)
            session.Execute(JournalSql.Supersede, uuid, record.Header.Id.Kind);
        session.Execute(
            JournalSql.PutCurrent,
            uuid,
            record.Header.Id.Kind,
            record.Header.Epoch,
            record.Header.Version,
            record.Seq,
            record.Record.Hash.ToBytes(),
            record.Label,
            record.Audience,
            record.Relabelled is { } label ? LabelCodec.Encode(label) : null
        );
    }

    private static KnownVersion? First(List<KnownVersion> found) => found.Count == 0 ? null : found[0];
}
