using Legation.Dispatches.Model;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Dispatches.TimeLimits;

/// <summary>
/// Notes what comes to rest here, in the transaction in which it does: a node that stops behind it lets the office's term
/// begin when it starts. What may change a term only marks it to be reckoned again.
/// </summary>
internal sealed class TermNotes(NodeIdentity self) : ICommitParticipant
{
    public void Applied(AppliedRecord record, IKindSession kinds, IWriteSession session)
    {
        var header = record.Header;
        if (EntryKinds.LeadDispatches(header.Id.Kind))
            ReckonAll(session);
        else if (header.Id.Kind == StepKinds.Return && header.Home == self.Id)
            Reckon(header.References[0].Id, session);
        else if (header.Id.Kind == DispatchKind.KindName)
            DropBefore(record, session);
    }

    public void Rested(AppliedRecord record, IWriteSession session)
    {
        if (record.Header.Id.Kind == CancellationKind.KindName)
            Reckon(record.Header.References[0].Id, session);
        if (record.Header.Id.Kind != DispatchKind.KindName)
            return;
        DropBefore(record, session);
        session.Execute(
            """
            INSERT INTO dispatch_term (seq, dispatch, since, due, spent) VALUES ($1, $2, NULL, $3, 0)
            ON CONFLICT (seq) DO NOTHING
            """,
            record.Seq,
            record.Header.Id.ToBytes(),
            ClearanceTerm.ToBeReckoned
        );
    }

    public void Freed(AppliedRecord record, IKindSession kinds, IWriteSession session)
    {
        if (record.Header.Id.Kind == DispatchKind.KindName)
            session.Execute("DELETE FROM dispatch_term WHERE seq = $1", record.Seq);
    }

    // It may rule routes from now on, or no more.
    public void HomeAccepted(RecordId node, IWriteSession session) => ReckonAll(session);

    private static void ReckonAll(IWriteSession session) =>
        session.Execute("UPDATE dispatch_term SET due = $1 WHERE due > $1", ClearanceTerm.ToBeReckoned);

    private static void Reckon(RecordId dispatch, IWriteSession session) =>
        session.Execute(
            "UPDATE dispatch_term SET due = $1 WHERE dispatch = $2",
            ClearanceTerm.ToBeReckoned,
            dispatch.ToBytes()
        );

    private static void DropBefore(AppliedRecord record, IWriteSession session)
    {
        if (record.Header.Version > 1)
            session.Execute(
                "DELETE FROM dispatch_term WHERE dispatch = $1 AND seq <> $2",
                record.Header.Id.ToBytes(),
                record.Seq
            );
    }
}
