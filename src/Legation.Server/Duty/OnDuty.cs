using NodaTime;

namespace Legation.Server.Duty;

/// <summary>Who is on duty at an instant, by the local time of the office.</summary>
internal static class OnDuty
{
    /// <summary>
    /// Those on duty, in the order of the roster. An instant has one local time, so that an hour which a change of the
    /// clocks repeats is covered twice, and one that it leaves out never comes.
    /// </summary>
    public static IReadOnlyList<DutyPerson> At(DutyRoster roster, Instant at)
    {
        var local = at.InZone(ZoneOf(roster)).LocalDateTime;
        var (day, time) = (local.Date.ToDateOnly(), local.TimeOfDay.ToTimeOnly());
        return
        [
            .. roster
                .Shifts.Where(shift => Covers(shift, day, time, roster.Holidays))
                .Select(shift => roster.People.First(person => person.Account == shift.Account))
                .Distinct(),
        ];
    }

    /// <summary>Who is to be called, one after another: those on duty, then the chain.</summary>
    public static IReadOnlyList<DutyPerson> InOrder(DutyRoster roster, Instant at) =>
        [.. At(roster, at).Concat(roster.People).Distinct()];

    public static DateTimeZone ZoneOf(DutyRoster roster) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(roster.Zone) ?? DateTimeZone.Utc;

    private static bool Covers(DutyShift shift, DateOnly day, TimeOnly time, IReadOnlyList<DateOnly> holidays)
    {
        bool Begins(DateOnly on) => holidays.Contains(on) ? shift.OnHolidays : shift.Days.Contains(on.DayOfWeek);
        return shift.From < shift.Until
            ? Begins(day) && time >= shift.From && time < shift.Until
            : (Begins(day) && time >= shift.From) || (Begins(day.AddDays(-1)) && time < shift.Until);
    }
}
