using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Organisations.Directory;

/// <summary>Remembers when the directory has changed, so that what was read before is read anew.</summary>
internal sealed class DirectoryChanges : ICommitParticipant
{
    private const string EndOfJournal = "SELECT MAX(seq) FROM journal";
    private long lastSeq;

    /// <summary>
    /// The journal's end within the transaction of the last change: only what was read when that was committed has it.
    /// Not the record's own position, which lies far back if the record was held.
    /// </summary>
    public long LastSeq => Volatile.Read(ref lastSeq);

    /// <summary>Counts every change, also those of a transaction under way. For the ledger's writer.</summary>
    public long Count { get; private set; }

    public void Applied(AppliedRecord record, IKindSession kinds, IWriteSession session)
    {
        if (kinds.KindOf(record.Header.Id) is not { TravelsOnSystemLane: true })
            return;
        Count++;
        Volatile.Write(ref lastSeq, kinds.Query(EndOfJournal, r => r.GetInt64(0)).Single());
    }

    public void Freed(AppliedRecord record, IKindSession kinds, IWriteSession session) { }
}
