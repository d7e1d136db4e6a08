using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Legation.Ui;

/// <summary>Times as an officer reads them, in the reader's language and in the zone asked for.</summary>
/// <remarks>
/// The patterns are words too: a language's resource file gives its own order of day and month.
/// A zone id that this machine does not know is shown in UTC and says so, never in a guessed zone.
/// </remarks>
public sealed class TimeFormat(TimeProvider time, IStringLocalizer<UiText> words)
{
    /// <summary>The moment from which lateness and nearness are told.</summary>
    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>“Tue 16:42”</summary>
    public string Clock(Instant at, string zoneId) => Write(at, zoneId, "ddd HH:mm");

    /// <summary>“16:42” today, “9 May 16:42” this year, “9 May 2024 16:42” otherwise.</summary>
    public string Short(Instant at, string zoneId)
    {
        var (day, today) = (DateOf(at, zoneId), DateOf(Now, zoneId));
        return Write(
            at,
            zoneId,
            day == today ? "HH:mm"
                : day.Year == today.Year ? "d MMM HH:mm"
                : "d MMM yyyy HH:mm"
        );
    }

    /// <summary>“Tuesday 9 May 2025, 16:42”</summary>
    public string Long(Instant at, string zoneId) => Write(at, zoneId, "dddd d MMMM yyyy, HH:mm");

    /// <summary>“in 34 days”, “12 min ago”</summary>
    public string Relative(Instant at)
    {
        var away = at - Now;
        return away >= Duration.Zero ? words["in {0}", Span(away)] : words["{0} ago", Span(-away)];
    }

    /// <summary>“late by 1 h 12”, “today 18:00”, “tomorrow 12:00”, “14 May 12:00”</summary>
    public string Due(Instant at, string zoneId)
    {
        if (IsLate(at))
        {
            return words["late by {0}", Span(Now - at)];
        }
        var hour = Write(at, zoneId, "HH:mm");
        return Period.DaysBetween(DateOf(Now, zoneId), DateOf(at, zoneId)) switch
        {
            0 => words["today {0}", hour],
            1 => words["tomorrow {0}", hour],
            _ => Short(at, zoneId),
        };
    }

    /// <summary>True if the moment has passed.</summary>
    public bool IsLate(Instant due) => due < Now;

    /// <summary>“12 min”, “1 h 12”, “34 days”</summary>
    public string Span(Duration length) =>
        length.TotalMinutes switch
        {
            < 1 => words["less than a minute"],
            < 60 => words["{0} min", length.Minutes],
            < 48 * 60 => words["{0} h {1:00}", (int)length.TotalHours, length.Minutes],
            _ => words["{0} days", length.Days],
        };

    private string Write(Instant at, string zoneId, string pattern)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId);
        var text = at.InZone(zone ?? DateTimeZone.Utc).ToString(words[pattern], CultureInfo.CurrentCulture);
        return zone is null ? text + " UTC" : text;
    }

    private static LocalDate DateOf(Instant at, string zoneId) =>
        at.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId) ?? DateTimeZone.Utc).Date;
}
