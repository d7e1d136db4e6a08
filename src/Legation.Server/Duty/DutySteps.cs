using System.Security.Cryptography;
using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Storage;
using NodaTime;

namespace Legation.Server.Duty;

/// <summary>Makes alerts of what arrived, and says who is called next: each step in one transaction.</summary>
internal sealed class DutySteps(Ledger ledger, IRecordStore store, IPostDirectory directory, MailSettings mail)
{
    private const string SomethingToDo = """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM duty_arrival)
          OR EXISTS (SELECT 1 FROM duty_alert WHERE acknowledged IS NULL AND due <= $1)
        """;

    // Who was to clear it may be among those who have it once that is done: then he is called for that.
    private const string AddAlert = """
        INSERT INTO duty_alert (party, record, epoch, version, precedence, at, step, due, to_clear)
        VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)
        ON CONFLICT (party, record, epoch, version) DO UPDATE SET to_clear = excluded.to_clear
        WHERE excluded.to_clear < duty_alert.to_clear
        """;

    private const string OpenOf = """
        SELECT number, party, to_clear FROM duty_alert
        WHERE record = $1 AND (epoch < $2 OR (epoch = $2 AND version <= $3)) AND acknowledged IS NULL
        """;

    private const string AddMail = """
        INSERT INTO duty_mail (alert, step, account, address, state, tries, due, token)
        VALUES ($1, $2, $3, $4, 0, 0, $5, $6)
        ON CONFLICT (alert, step, account) DO NOTHING
        """;

    private const int TokenBytes = 16;

    /// <summary>Does what is due.</summary>
    public async Task AdvanceAsync(DateTimeOffset now)
    {
        if (IsIdle(now))
            return;
        await ledger.RunAsync(t =>
        {
            foreach (var arrival in t.Query(DutyArrival.Select, DutyArrival.Map))
                Take(arrival, t);
            t.Execute("DELETE FROM duty_arrival");
            // Where no mail is set up nobody is called; what waits is called when it is.
            if (mail.IsOn)
                foreach (var alert in Due(t, now))
                    Call(alert, t, now);
            return true;
        });
    }

    private bool IsIdle(DateTimeOffset now)
    {
        using var session = store.OpenReader();
        return session.Query(SomethingToDo, r => r.GetInt32(0), mail.IsOn ? now.ToMicroseconds() : 0).Count == 0;
    }

    private void Take(DutyArrival arrival, LedgerTransaction transaction)
    {
        var parties = arrival.Parties.SelectMany(party => directory.PartiesOf(party).Prepend(party)).ToHashSet();
        if (arrival.Person is { } person)
            TakenInHand(arrival, parties, person, transaction);
        // Forwarded or relabelled since, it is noted anew.
        else if (!DispatchKinds.IsCancelled(arrival.Record, transaction))
            foreach (var party in parties)
                if (Rosters.Find(party, transaction) is { } roster && arrival.Precedence >= roster.From)
                    Alert(roster, arrival, transaction);
    }

    private static void Alert(DutyRoster roster, DutyArrival arrival, LedgerTransaction transaction) =>
        transaction.Execute(
            AddAlert,
            roster.Party.ToString(),
            arrival.Record.ToString(),
            arrival.Epoch,
            arrival.Version,
            (int)arrival.Precedence,
            arrival.At.ToMicroseconds(),
            (arrival.At + TimeSpan.FromMinutes(roster.AfterMinutes)).ToMicroseconds(),
            arrival.ToClear ? 1L : 0L
        );

    // Who acknowledged the dispatch itself has seen it, as it was then: he need not say so twice. What is cleared or
    // returned is nobody's to clear any more, nor a deputy's to whom it had passed.
    private static void TakenInHand(
        DutyArrival arrival,
        HashSet<RecordId> parties,
        RecordId person,
        LedgerTransaction transaction
    )
    {
        var open = transaction.Query(
            OpenOf,
            r => (Number: r.GetInt64(0), Party: RecordId.Parse(r.GetString(1)), IsToClear: r.GetInt64(2) != 0),
            arrival.Record.ToString(),
            arrival.Epoch,
            arrival.Version
        );
        foreach (var alert in open)
            if (parties.Contains(alert.Party) || (arrival.ToClear && alert.IsToClear))
                DutyAlerts.Acknowledge(transaction, alert.Number, person.ToString());
    }

    private static List<DutyAlert> Due(LedgerTransaction transaction, DateTimeOffset now) =>
        transaction.Query(
            $"{DutyAlertSql.Select} WHERE acknowledged IS NULL AND due <= $1 ORDER BY number",
            DutyAlertSql.Map,
            now.ToMicroseconds()
        );

    private static void Call(DutyAlert alert, LedgerTransaction transaction, DateTimeOffset now)
    {
        var roster = Rosters.Find(alert.Party, transaction);
        var called = transaction.Query(
            "SELECT account FROM duty_mail WHERE alert = $1",
            r => r.GetString(0),
            alert.Number
        );
        var order = roster is null ? [] : OnDuty.InOrder(roster, Instant.FromDateTimeOffset(now));
        var next = order.FirstOrDefault(person => !called.Contains(person.Account));
        // The last step calls all once more, and then nobody is left.
        foreach (var person in next is null ? order : [next])
            transaction.Execute(
                AddMail,
                alert.Number,
                alert.Step + 1,
                person.Account,
                person.Mail,
                now.ToMicroseconds(),
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes))
            );
        transaction.Execute(
            "UPDATE duty_alert SET step = step + 1, due = $1 WHERE number = $2",
            next is null ? DutyAlertSql.Never : now.AddMinutes(roster!.EveryMinutes).ToMicroseconds(),
            alert.Number
        );
    }
}
