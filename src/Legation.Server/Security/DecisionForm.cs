using System.Collections.Immutable;
using System.Globalization;
using Legation.Records;
using Legation.Relay;
using Legation.Server.Nodes;
using Legation.Ui;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;

namespace Legation.Server.Security;

/// <summary>What the officer asks of the decisions, as it stands in the address.</summary>
internal sealed record DecisionForm(string? Show, string? Node, string? Record, string? Kind, string? From, string? To)
{
    public static ImmutableArray<(DecisionFilter Filter, string Slug, string Text)> Filters { get; } =
    [
        (DecisionFilter.All, "all", "All decisions and events"),
        (DecisionFilter.Released, "released", "Releases"),
        (DecisionFilter.HeldBack, "held-back", "Held back"),
        (DecisionFilter.Refused, "refused", "Not taken, by receipt"),
        (DecisionFilter.Events, "events", "Security events"),
        (DecisionFilter.Acts, "acts", "Administrative acts"),
    ];

    public string Slug => Filters.Any(entry => entry.Slug == Show) ? Show! : Filters[0].Slug;

    public bool IsNarrowed => new[] { Node, Record, Kind, From, To }.Any(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>The address of a page, or the file, that shows the same.</summary>
    public string At(string path) =>
        QueryHelpers.AddQueryString(
            path,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["show"] = Slug,
                ["node"] = Node,
                ["record"] = Record,
                ["kind"] = Kind,
                ["from"] = From,
                ["to"] = To,
            }.Where(part => !string.IsNullOrWhiteSpace(part.Value))
        );

    /// <summary>The question, or what in it cannot be read, field by field.</summary>
    public DecisionQuery? Read(NodeDescription here, out IReadOnlyList<FieldError> errors)
    {
        var wrong = new List<FieldError>();
        var query = new DecisionQuery(
            Filters.First(entry => entry.Slug == Slug).Filter,
            Id("node", Node, wrong),
            Id("record", Record, wrong),
            string.IsNullOrWhiteSpace(Kind) ? null : Kind.Trim().ToLowerInvariant(),
            Day("from", From, here.Zone, 0, wrong),
            Day("to", To, here.Zone, 1, wrong)
        );
        errors = wrong;
        return wrong.Count == 0 ? query : null;
    }

    private static RecordId? Id(string field, string? text, List<FieldError> wrong)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (RecordId.TryParse(text.Trim(), out var id))
            return id;
        wrong.Add(
            new FieldError(
                field,
                $"{char.ToUpperInvariant(field[0])}{field[1..]}: write an id such as dispatch--019a0c9e-0159-773f-8df6-9d712db2d8e4."
            )
        );
        return null;
    }

    private static DateTimeOffset? Day(string field, string? text, string zone, int further, List<FieldError> wrong)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var day = LocalDatePattern.Iso.Parse(text.Trim());
        var local = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
        if (day.Success && day.Value.Year is > 1 and < 9999)
            return day.Value.PlusDays(further).AtStartOfDayInZone(local).ToDateTimeOffset().ToUniversalTime();
        wrong.Add(new FieldError(field, "Write the day as 2026-11-24."));
        return null;
    }
}
