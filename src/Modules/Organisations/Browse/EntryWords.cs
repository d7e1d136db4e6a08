using System.Collections.Immutable;
using System.Globalization;
using Legation.Organisations.Directory;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Legation.Organisations.Browse;

/// <summary>Entries of the directory in words.</summary>
internal sealed class EntryWords(IStringLocalizer<DirectoryText> words, TimeProvider clock)
{
    public static ImmutableArray<string> Kinds { get; } = ["organisation", "office", "post", "person"];

    public string One(string kind) =>
        words[
            kind switch
            {
                "organisation" => "Organisation",
                "office" => "Office",
                "post" => "Post",
                _ => "Person",
            }
        ];

    /// <summary>What it is; of a person who holds nothing any more, that the post named after it was held once.</summary>
    public string Standing(DirectoryBook book, DirectoryEntry entry) =>
        entry.Kind == "person" && book.HeldBy(entry.Id).Any() && !HoldsNow(book, entry)
            ? words["Person, formerly"]
            : One(entry.Kind);

    public bool HoldsNow(DirectoryBook book, DirectoryEntry person) =>
        book.HeldBy(person.Id).Any(holding => holding.IsOn(TodayIn(book.ZoneOf(person))));

    public string Many(string kind) =>
        words[
            kind switch
            {
                "organisation" => "Organisations",
                "office" => "Offices",
                "post" => "Posts",
                _ => "Persons",
            }
        ];

    /// <summary>A country as the reader calls it; the code where nobody knows it.</summary>
    public string Country(string code)
    {
        try
        {
            // The platform calls it as a newspaper does.
            return words[code == "KR" ? "Republic of Korea" : new RegionInfo(code).EnglishName];
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    /// <summary>“3 February 2026”, as the reader writes days.</summary>
    public string Day(DateOnly day) => day.ToString(words["d MMMM yyyy"], CultureInfo.CurrentCulture);

    /// <summary>“1 March 2025 – 30 June 2026”, “since 1 July 2026”.</summary>
    public string Span(Holding holding) =>
        holding.To is { } end
            ? $"{Day(holding.From)} – {Day(end)}"
            : words[holding.From > TodayIn(null) ? "from {0}" : "since {0}", Day(holding.From)];

    /// <summary>The holding as the page of one of its sides shows it.</summary>
    public HoldingLine Line(DirectoryBook book, Holding holding, DirectoryEntry page)
    {
        var other = book.Find(page.Id == holding.Post ? holding.Person : holding.Post)!;
        return new HoldingLine(
            Link(other),
            other.Kind == "post" ? string.Join(", ", book.Above(other).Select(above => above.Name)) : "",
            Span(holding),
            holding.IsOn(TodayIn(book.ZoneOf(other))),
            holding.ActingFor is not null,
            book.Find(holding.ActingFor) is { } absent ? Link(absent) : null
        );
    }

    public static NamedLink Link(DirectoryEntry entry) => new(entry.Names, DirectoryAddress.Of(entry.Id));

    /// <summary>The day that it is in a zone; without one, in UTC.</summary>
    public DateOnly TodayIn(string? zone) =>
        Instant
            .FromDateTimeOffset(clock.GetUtcNow())
            .InZone((zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)) ?? DateTimeZone.Utc)
            .Date.ToDateOnly();
}
