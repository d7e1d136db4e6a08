using System.Globalization;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Server.Accounts;
using Legation.Server.Nodes;
using NodaTime;

namespace Legation.Server.Duty;

/// <summary>Rosters and alerts in words.</summary>
internal sealed class DutyWords(
    IPostDirectory directory,
    AccountRegister accounts,
    AccountPrincipals principals,
    NodeDescription node,
    TimeProvider clock
)
{
    public static IReadOnlyList<DayOfWeek> Week { get; } =
    [
        DayOfWeek.Monday,
        DayOfWeek.Tuesday,
        DayOfWeek.Wednesday,
        DayOfWeek.Thursday,
        DayOfWeek.Friday,
        DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    public string Zone => node.Zone;

    /// <summary>Offices and posts that this node entered, and may keep a roster for.</summary>
    public IReadOnlyList<OperatorEntry> Parties =>
        [.. directory.All().Where(entry => entry is { Own: true, Id.Kind: "office" or "post" })];

    /// <summary>“Desk, Office Tokyo”; the id of what is not in the directory any more.</summary>
    public string NameOf(RecordId party) =>
        directory.All().FirstOrDefault(entry => entry.Id == party) switch
        {
            { Within.Length: > 0 } post => $"{post.Name}, {post.Within}",
            { } office => office.Name,
            null => party.ToString(),
        };

    /// <summary>Name of the person behind an account; that of a person's record where no account is named.</summary>
    public string PersonOf(string account) =>
        accounts.Find(account) is { } found ? principals.PersonOf(found)
        : RecordId.TryParse(account, out var person) ? directory.NameOf(person)
        : account;

    /// <summary>“Mon–Fri 08:00–18:00”, “Sat Sun holidays 18:00–08:00”.</summary>
    public static string Of(DutyShift shift)
    {
        var days = Week.Where(shift.Days.Contains).Select(day => day.ToString()[..3]).ToList();
        if (shift.OnHolidays)
            days.Add("holidays");
        var words = shift.Days.Count == Week.Count && shift.OnHolidays ? "Every day" : string.Join(' ', days);
        return $"{words.Replace("Mon Tue Wed Thu Fri", "Mon–Fri", StringComparison.Ordinal)} {Hour(shift.From)}–{Hour(shift.Until)}";
    }

    private static string Hour(TimeOnly time) => time.ToString("HH':'mm", CultureInfo.InvariantCulture);

    /// <summary>Who is on duty now; who would be called where nobody is.</summary>
    public string Now(DutyRoster roster)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        return OnDuty.At(roster, now) is { Count: > 0 } on
                ? string.Join(", ", on.Select(person => PersonOf(person.Account)))
            : roster.People.Count > 0 ? $"nobody; {PersonOf(roster.People[0].Account)} is called first"
            : "nobody, and nobody can be called";
    }
}
