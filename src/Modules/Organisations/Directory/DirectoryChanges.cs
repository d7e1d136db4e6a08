using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Organisations.Directory;

/// <summary>Remembers the position of the last directory record, so that what was read before it is read anew.</summary>
internal sealed class DirectoryChanges : ICommitParticipant
{
    private long lastSeq;

    public long LastSeq => Volatile.Read(ref lastSeq);

    public void Applied(AppliedRecord record, IKindSession kinds, IWriteSession session)
    {
        if (kinds.KindOf(record.Header.Id) is { TravelsOnSystemLane: true })
            Volatile.Write(ref lastSeq, record.Seq);
    }

    public void Freed(AppliedRecord record, IKindSession kinds, IWriteSession session) { }
}
