using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Records.Alarms;

/// <summary>The alarms of this node, in its store.</summary>
internal sealed class StoredAlarms(Ledger ledger, IRecordStore store, TimeProvider clock) : IAlarms
{
    private static readonly TimeSpan Listed = TimeSpan.FromDays(7);

    private static Refusal Unknown { get; } =
        new(RefusalKind.NotFound, "no-such-alarm", "No alarm of this number stands. It may be over.");

    private static Refusal RaisedAgain { get; } =
        new(RefusalKind.Conflict, "alarm-raised-again", "It was raised again since. Look at it once more.");

    public IReadOnlyList<Alarm> Present()
    {
        using var session = store.OpenReader();
        return session.Query(AlarmBook.Select, AlarmBook.Map);
    }

    public IReadOnlyList<Alarm> Acknowledged()
    {
        using var session = store.OpenReader();
        var since = (clock.GetUtcNow() - Listed).ToMicroseconds();
        return session.Query(AlarmBook.SelectAcknowledged, AlarmBook.Map, since);
    }

    public Task RaiseAsync(AlarmNotice notice) =>
        Present().Any(alarm => alarm.Notice == notice)
            ? Task.CompletedTask
            : ledger.RunAsync(transaction =>
            {
                transaction.Raise(notice);
                return true;
            });

    public Task LowerAsync(string what, RecordId? peer = null) =>
        Present().Any(alarm => alarm.Notice.What == what && alarm.Notice.Peer == peer)
            ? ledger.RunAsync(transaction => transaction.Lower(what, peer))
            : Task.CompletedTask;

    public Task<Outcome<Alarm>> AcknowledgeAsync(long number, long times, string by) =>
        ledger.RunAsync(transaction => Acknowledge(transaction, number, times, by));

    private static Outcome<Alarm> Acknowledge(LedgerTransaction transaction, long number, long times, string by)
    {
        if (transaction.Query(AlarmBook.Select, AlarmBook.Map).Find(alarm => alarm.Number == number) is not { } known)
            return Unknown;
        if (known.Times != times)
            return RaisedAgain;
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = "acknowledge-alarm",
                alarm = known.Notice.What,
                peer = known.Notice.Peer?.ToString(),
                known.Times,
                by,
            }
        );
        transaction.Execute(
            "UPDATE alarm SET acknowledged = $1, acknowledged_by = $2 WHERE number = $3",
            transaction.Now.ToMicroseconds(),
            by,
            number
        );
        if (!known.Notice.EndsByItself)
            End(transaction, number);
        return known with { Acknowledged = transaction.Now, AcknowledgedBy = by };
    }

    private static void End(LedgerTransaction transaction, long number)
    {
        transaction.Execute(
            "DELETE FROM acknowledged_alarm WHERE acknowledged < $1",
            (transaction.Now - Listed).ToMicroseconds()
        );
        transaction.Execute(AlarmBook.PutAcknowledged, number);
        transaction.Execute("DELETE FROM alarm WHERE number = $1", number);
    }
}
