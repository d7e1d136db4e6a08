using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Server.Duty;

/// <summary>The alerts, for those who are called and for who operates the node.</summary>
internal sealed class DutyAlerts(Ledger ledger, IRecordStore store, Rosters rosters)
{
    private const int MostListed = 100;

    public static Refusal NoSuchAlert { get; } =
        new(RefusalKind.NotFound, "no-such-alert", "There is no alert of that number for you.");

    /// <summary>Those that nobody has acknowledged, the oldest first.</summary>
    public IReadOnlyList<DutyAlert> Open()
    {
        using var session = store.OpenReader();
        return session.Query($"{DutyAlertSql.Select} WHERE acknowledged IS NULL ORDER BY at, number", DutyAlertSql.Map);
    }

    /// <summary>The first of them that concern somebody: his party's, or of a roster in which he stands.</summary>
    public IReadOnlyList<DutyAlert> OpenFor(Principal principal) =>
        [.. Open().Where(alert => Concerns(alert, principal)).Take(MostListed)];

    /// <summary>One alert; null if there is none of that number for him.</summary>
    public DutyAlert? Find(long number, Principal principal)
    {
        using var session = store.OpenReader();
        return
            session.Query($"{DutyAlertSql.Select} WHERE number = $1", DutyAlertSql.Map, number) is [var alert]
            && Concerns(alert, principal)
            ? alert
            : null;
    }

    /// <summary>
    /// A named person takes it upon himself: nobody more is called. Who comes second finds who was first; that is no
    /// refusal.
    /// </summary>
    public async Task<Outcome<DutyAlert>> AcknowledgeAsync(long number, Principal principal)
    {
        if (Find(number, principal) is not { } alert)
            return NoSuchAlert;
        await ledger.RunAsync(t =>
        {
            if (Acknowledge(t, number, principal.Account) == 0)
                return false;
            t.Note(
                EntryType.AdministrativeAct,
                new
                {
                    act = "acknowledge-alert",
                    account = principal.Account,
                    alert = number,
                    record = alert.Record.ToString(),
                }
            );
            return true;
        });
        return Find(number, principal)!;
    }

    /// <summary>Ends the calling, unless somebody has before; what was not sent yet does not go any more.</summary>
    public static int Acknowledge(LedgerTransaction transaction, long number, string by)
    {
        transaction.Execute("DELETE FROM duty_mail WHERE alert = $1 AND state = 0", number);
        return transaction.Execute(
            "UPDATE duty_alert SET acknowledged = $1, by_account = $2 WHERE number = $3 AND acknowledged IS NULL",
            transaction.Now.ToMicroseconds(),
            by,
            number
        );
    }

    private bool Concerns(DutyAlert alert, Principal principal) =>
        principal.Parties.Contains(alert.Party)
        || rosters.Find(alert.Party) is { } roster && roster.People.Any(person => person.Account == principal.Account);
}
