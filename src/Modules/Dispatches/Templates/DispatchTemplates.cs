using System.Collections.Immutable;
using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Records;
using Legation.Ui;
using NodaTime;
using NodaTime.Text;

namespace Legation.Dispatches.Templates;

/// <summary>The sorts of dispatches that every office writes.</summary>
internal sealed class DispatchTemplates(HomeZone zone, TimeProvider clock)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Create("d MMMM uuuu", CultureInfo.InvariantCulture);

    public static ImmutableArray<DispatchTemplate> All { get; } =
    [
        new(
            "report-of-call",
            "Report of call",
            "What was said when somebody was called on, or called.",
            "Call on …: ",
            """
            ## Summary

            1. On {date} … called on …. In short: ….

            ## What was said

            2. On …, he said that ….

            3. Asked about …, he answered that ….

            ## Comment

            4. …

            ## Next steps

            5. … will … by ….
            """
        ),
        new(
            "report-of-visit",
            "Report of visit",
            "Who came or went, what was agreed, what is to follow.",
            "Visit of … to …: ",
            """
            ## Summary

            1. … visited … from … to {date}. In short: ….

            ## Programme

            | Day | With | Subject |
            | --- | --- | --- |
            | … | … | … |

            ## What was agreed

            2. …

            ## To follow

            | What | Who | By |
            | --- | --- | --- |
            | … | … | … |

            ## Comment

            3. …
            """
        ),
        new(
            "demarche",
            "Démarche",
            "Points to be made to a government, and what it answered.",
            "Démarche on …: ",
            """
            ## Objective

            1. Please make the points below to … at the level of …, by ….

            ## Points to make

            2. …

            3. …

            ## If asked

            4. On …: ….

            ## To be left behind

            5. Nothing. The points are made orally.

            ## Report

            6. Please report the answer, and the impression that it made.
            """
        ),
        new(
            "daily-summary",
            "Daily summary",
            "What happened in a day, for those who read nothing else.",
            "Summary of {date}",
            """
            ## In short

            1. …

            ## Political

            2. …

            ## Security and defence

            3. …

            ## Cyber threats and disinformation

            4. …

            ## In the press

            5. …

            ## Tomorrow

            6. …
            """
        ),
        new(
            "note-verbale",
            "Note verbale",
            "A formal note in the third person, with its courtesies.",
            "Note verbale on …",
            """
            The … presents its compliments to the … and has the honour to refer to ….

            1. The … wishes to inform the … that ….

            2. The … would be grateful if the … would …, by ….

            The … avails itself of this opportunity to renew to the … the assurances of its highest consideration.

            …, {date}
            """
        ),
    ];

    public static DispatchTemplate? Find(string? slug) => All.FirstOrDefault(template => template.Slug == slug);

    /// <summary>What a dispatch after the template begins with; nothing but its words.</summary>
    public DispatchInput Begin(DispatchTemplate template) =>
        new(Dated(template.Subject), Dated(template.Text), Precedence.Routine, [], [], null, null);

    private string Dated(string text) => text.Replace(DispatchTemplate.Date, Today(), StringComparison.Ordinal);

    private string Today() =>
        Day.Format(
            Instant
                .FromDateTimeOffset(clock.GetUtcNow())
                .InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone.Id) ?? DateTimeZone.Utc)
                .Date
        );
}
