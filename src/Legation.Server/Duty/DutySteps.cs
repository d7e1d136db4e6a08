using System.Security.Cryptography;
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

    private const string AddAlert = """
        INSERT INTO duty_alert (party, record, version, precedence, at, step, due) VALUES ($1, $2, $3, $4, $5, 0, $6)
        ON CONFLICT (party, record, version) DO NOTHING
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
        foreach (var party in arrival.Parties.SelectMany(party => directory.PartiesOf(party).Prepend(party)).Distinct())
            if (arrival.Person is { } person)
                TakenInHand(party, arrival, person, transaction);
            else if (Rosters.Find(party, transaction) is { } roster && arrival.Precedence >= roster.From)
                Alert(roster, arrival, transaction);
    }

    private static void Alert(DutyRoster roster, DutyArrival arrival, LedgerTransaction transaction) =>
        transaction.Execute(
            AddAlert,
            roster.Party.ToString(),
            arrival.Record.ToString(),
            arrival.Version,
            (int)arrival.Precedence,
            arrival.At.ToMicroseconds(),
            (arrival.At + TimeSpan.FromMinutes(roster.AfterMinutes)).ToMicroseconds()
        );

    // Who acknowledged the dispatch itself has seen it, as it was then: he need not say so twice.
    private static void TakenInHand(RecordId party, DutyArrival arrival, RecordId person, LedgerTransaction transaction)
    {
        foreach (
            var number in transaction.Query(
                "SELECT number FROM duty_alert WHERE party = $1 AND record = $2 AND version <= $3 AND acknowledged IS NULL",
                r => r.GetInt64(0),
                party.ToString(),
                arrival.Record.ToString(),
                arrival.Version
            )
        )
            DutyAlerts.Acknowledge(transaction, number, person.ToString());
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
