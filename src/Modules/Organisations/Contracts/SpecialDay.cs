using System.Collections.Immutable;
using System.Globalization;

namespace Legation.Organisations.Contracts;

/// <summary>A day on which an office is closed or a country celebrates.</summary>
/// <param name="Day"><c>05-03</c> for every year, <c>2026-09-24</c> for a feast that moves.</param>
/// <param name="Name">What it is called, the name in the own script first.</param>
/// <param name="National">True for the national day, on which one congratulates.</param>
public sealed record SpecialDay(string Day, ImmutableArray<LocalisedName> Name, bool? National = null)
{
    // In a year that has every day: 02-29 is one, too.
    private const string LeapYear = "2024-";

    /// <summary>Whether <see cref="Day"/> is one of the two forms.</summary>
    public static bool IsDay(string? day) => day is not null && (Parse(day) ?? Parse(LeapYear + day)) is not null;

    /// <summary>When it is next, that day or later; null: never again.</summary>
    public DateOnly? Next(DateOnly from)
    {
        if (Parse(Day) is { } once)
            return once >= from ? once : null;
        if (Parse(LeapYear + Day) is not { } yearly)
            return null;
        var year = Enumerable.Range(from.Year, 9).First(y => Occurs(yearly, y) is { } day && day >= from);
        return Occurs(yearly, year);
    }

    private static DateOnly? Occurs(DateOnly yearly, int year) =>
        yearly.Day <= DateTime.DaysInMonth(year, yearly.Month) ? new DateOnly(year, yearly.Month, yearly.Day) : null;

    private static DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
