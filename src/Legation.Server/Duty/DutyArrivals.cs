using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Server.Duty;

/// <summary>
/// Notes, in the transaction in which it takes effect, an urgent dispatch and what people of this node did about one: a
/// node that stops behind it calls somebody when it starts.
/// </summary>
internal sealed class DutyArrivals(NodeIdentity self) : ICommitParticipant
{
    private const string Insert = """
        INSERT INTO duty_arrival (seq, record, epoch, version, precedence, parties, person, at, to_clear)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (seq) DO UPDATE SET parties = excluded.parties, to_clear = excluded.to_clear
        """;

    // What is forwarded or relabelled takes effect once more under the same place, for more or fewer parties.
    public void Applied(AppliedRecord record, IKindSession kinds, IWriteSession session)
    {
        var header = record.Header;
        if (IsUrgent(record))
            Arrived(record, kinds.AudienceOf(header.Id), session, toClear: false);
        else if (header.Id.Kind == DispatchKinds.Cancellation)
            Cancelled(record, session);
        else if (header.Home == self.Id && Lapse.PassedTo(record.Record) is { } deputy)
            Passed(record, deputy, session);
        else if (header.Home == self.Id && IsInHand(record.Record))
            TakenInHand(record, header.References[0], session);
    }

    // It waits for an office to clear it; the posts that are addressed have it when that is done.
    public void Rested(AppliedRecord record, IWriteSession session)
    {
        if (record.Header.Id.Kind == DispatchKinds.Cancellation)
            Cancelled(record, session);
        else if (IsUrgent(record))
            Arrived(
                record,
                record.Header.Audience.Where(party => party.Kind == EntryKinds.Office),
                session,
                toClear: true
            );
    }

    public void Freed(AppliedRecord record, IKindSession kinds, IWriteSession session)
    {
        if (IsUrgent(record))
            Arrived(record, kinds.AudienceOf(record.Header.Id), session, toClear: false);
    }

    // By which a post shows that it has a dispatch in hand. What is cleared by rule at night has been seen by nobody.
    private static bool IsInHand(SignedRecord record) =>
        (record.Header.Id.Kind == DispatchKinds.Acknowledgement || IsDecision(record.Header))
        && record.Header.References.Length > 0
        && !UnderStandingAuthority.IsDone(record);

    private static bool IsDecision(RecordHeader header) =>
        header.Id.Kind is DispatchKinds.Clearance or DispatchKinds.Return;

    // Who has it to clear now is called for it as for one that arrives.
    private static void Passed(AppliedRecord lapse, RecordId deputy, IWriteSession session)
    {
        if (lapse.Header.Precedence >= Precedence.Immediate)
            Note(lapse, lapse.Header.References[0], deputy.ToString(), null, toClear: true, session);
    }

    private static bool IsUrgent(AppliedRecord record) =>
        record.Header is { Id.Kind: DispatchKinds.Dispatch, Precedence: >= Precedence.Immediate };

    // Whose post wrote it need not be told.
    private static void Arrived(
        AppliedRecord record,
        IEnumerable<RecordId> parties,
        IWriteSession session,
        bool toClear
    )
    {
        var others = parties.Where(party => party != record.Header.Author.InNameOf);
        Note(record, record.Record.ToReference(), string.Join(' ', others), null, toClear, session);
    }

    // Nobody is called for it any more, nor told at night that he need not have been.
    private static void Cancelled(AppliedRecord cancellation, IWriteSession session)
    {
        var dispatch = cancellation.Header.References[0].Id.ToString();
        session.Execute("DELETE FROM duty_arrival WHERE record = $1", dispatch);
        session.Execute(
            "DELETE FROM duty_mail WHERE state = 0 AND alert IN (SELECT number FROM duty_alert WHERE record = $1)",
            dispatch
        );
        session.Execute(
            "UPDATE duty_alert SET acknowledged = $1 WHERE record = $2 AND acknowledged IS NULL",
            cancellation.At.ToMicroseconds(),
            dispatch
        );
    }

    private static void TakenInHand(AppliedRecord record, RecordReference dispatch, IWriteSession session)
    {
        var by = record.Header.Author;
        Note(record, dispatch, by.InNameOf.ToString(), by.Person, IsDecision(record.Header), session);
    }

    private static void Note(
        AppliedRecord record,
        RecordReference dispatch,
        string parties,
        RecordId? person,
        bool toClear,
        IWriteSession session
    ) =>
        session.Execute(
            Insert,
            record.Seq,
            dispatch.Id.ToString(),
            dispatch.Epoch,
            dispatch.Version,
            (int)record.Header.Precedence,
            parties,
            person?.ToString(),
            record.At.ToMicroseconds(),
            toClear ? 1L : 0L
        );
}
