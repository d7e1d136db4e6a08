using Legation.Records;
using Legation.Server.Accounts;
using MimeKit;
using NodaTime;

namespace Legation.Server.Duty;

/// <summary>What a roster must hold to be kept.</summary>
internal static class RosterRules
{
    public const int LongestWait = 24 * 60;
    private const int MostPeople = 50;
    private const int MostShifts = 200;
    private const int MostHolidays = 1000;

    public static Refusal NoSuchRoster { get; } =
        new(RefusalKind.NotFound, "no-such-roster", "There is no duty roster for that party.");

    /// <summary>The first rule that it breaks, with its place; null: it holds.</summary>
    public static Refusal? Problem(DutyRoster roster, AccountRegister accounts) =>
        Rule(roster) ?? PeopleProblem(roster, accounts) ?? ShiftProblem(roster);

    private static Refusal? Rule(DutyRoster roster) =>
        roster switch
        {
            _ when IsIncomplete(roster) => At("roster", "Lists may be left out, and nothing in them may be null."),
            { Party.Kind: not ("office" or "post") } => At("party", "A roster is for an office or a post."),
            _ when DateTimeZoneProviders.Tzdb.GetZoneOrNull(roster.Zone) is null => At(
                "zone",
                $"{roster.Zone} is no IANA time zone. Write one such as Asia/Tokyo."
            ),
            { From: not (Precedence.Flash or Precedence.Immediate) } => At(
                "from",
                "People are called from flash or from immediate on."
            ),
            { AfterMinutes: < 0 or > LongestWait } => At("afterMinutes", $"Wait 0 to {LongestWait} minutes."),
            { EveryMinutes: < 1 or > LongestWait } => At("everyMinutes", $"Wait 1 to {LongestWait} minutes."),
            { People.Count: > MostPeople } => At("people", $"A roster has at most {MostPeople} people."),
            { Shifts.Count: > MostShifts } => At("shifts", $"A roster has at most {MostShifts} shifts."),
            { Holidays.Count: > MostHolidays } => At("holidays", $"A roster has at most {MostHolidays} holidays."),
            _ => null,
        };

    // What a program sends may hold null where no list or name is.
    private static bool IsIncomplete(DutyRoster roster) =>
        roster.People is null
        || roster.Shifts is null
        || roster.Holidays is null
        || roster.Zone is null
        || roster.People.Any(person => person is not { Account: not null, Mail: not null })
        || roster.Shifts.Any(shift => shift is not { Account: not null, Days: not null });

    private static Refusal? PeopleProblem(DutyRoster roster, AccountRegister accounts)
    {
        foreach (var (i, person) in roster.People.Index())
        {
            if (accounts.Find(person.Account) is not { Disabled: false })
                return At($"people[{i}].account", $"There is no account {person.Account} that may sign in.");
            if (roster.People.Take(i).Any(other => other.Account == person.Account))
                return At($"people[{i}].account", $"{person.Account} stands in the chain twice.");
            if (!IsAddress(person.Mail))
                return At($"people[{i}].mail", $"The mail address of {person.Account} is none. Write name@host.");
        }
        return null;
    }

    private static Refusal? ShiftProblem(DutyRoster roster)
    {
        foreach (var (i, shift) in roster.Shifts.Index())
        {
            if (!roster.People.Any(person => person.Account == shift.Account))
                return At($"shifts[{i}].account", $"{shift.Account} is not among the people of this roster.");
            if (shift.Days.Count == 0 && !shift.OnHolidays)
                return At($"shifts[{i}].days", "A shift begins on one day at least.");
        }
        return null;
    }

    // One plain address: nothing by which further recipients or header lines could be smuggled in.
    private static bool IsAddress(string mail) =>
        mail.Length <= 254
        && !mail.Any(char.IsControl)
        && MailboxAddress.TryParse(mail, out var address)
        && address.Address == mail
        && mail.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < mail.Length - 1;

    private static Refusal At(string place, string rule) =>
        new(RefusalKind.Invalid, "roster-invalid", $"{place}: {rule}", place);
}
