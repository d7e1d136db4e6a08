using System.Collections.Immutable;
using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Labels;
using Legation.Records;
using NodaTime;
using NodaTime.Text;

namespace Legation.Dispatches.Draft;

/// <summary>What the script posts: the fields of the page, under the name that the page binds them by.</summary>
internal sealed class PostedDraft
{
    public DraftForm Form { get; set; } = new();
}

/// <summary>The editor's fields as they are posted. Kept as typed, so that what cannot be read is shown again.</summary>
internal sealed class DraftForm
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mm"
    );

    /// <summary>Shows that the id of a new draft was made here.</summary>
    public string? Ticket { get; set; }

    /// <summary>Number of the saved draft that the writer has before him; empty saves over whatever is there.</summary>
    public string? Number { get; set; }
    public string? Subject { get; set; }
    public string? Text { get; set; }
    public string? Precedence { get; set; }
    public List<string>? Action { get; set; }
    public List<string>? Info { get; set; }

    /// <summary>Which of several action addressees leads.</summary>
    public string? Lead { get; set; }

    /// <summary>Local time of the node, to the minute.</summary>
    public string? Due { get; set; }
    public string? Policy { get; set; }
    public string? Classification { get; set; }

    /// <summary>Each as tag set and value: <c>releasableTo=JPN</c>.</summary>
    public List<string>? Tags { get; set; }
    public string? InReplyTo { get; set; }
    public bool Interim { get; set; }

    /// <summary>Which button was pressed.</summary>
    public string? Act { get; set; }

    public int? Expected =>
        int.TryParse(Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DraftForm Of(DispatchInput input, int? number, string zone) =>
        new()
        {
            Number = number?.ToString(CultureInfo.InvariantCulture),
            Subject = input.Subject,
            Text = input.Text,
            Precedence = input.Precedence.ToString(),
            Action = [.. input.Action.Select(id => id.ToString())],
            Info = [.. input.Info.Select(id => id.ToString())],
            Lead = input.Action.Count > 0 ? input.Action[0].ToString() : null,
            Due = input.Due is { } due
                ? Minutes.Format(Instant.FromDateTimeOffset(due).InZone(ZoneOf(zone)).LocalDateTime)
                : null,
            Policy = input.Label?.Policy,
            Classification = input.Label?.Classification,
            Tags =
            [
                .. input.Label?.Categories.SelectMany(entry => entry.Value.Select(value => $"{entry.Key}={value}"))
                    ?? [],
            ],
            InReplyTo = input.InReplyTo?.ToString(),
            Interim = input.Interim,
        };

    /// <summary>What was written, in the module's terms; a due date that cannot be read is left out.</summary>
    public DispatchInput ToInput(string zone)
    {
        var action = LeadFirst(Ids(Action));
        return new DispatchInput(
            (Subject ?? "").ReplaceLineEndings(" ").Trim(),
            Text ?? "",
            Enum.TryParse<Precedence>(Precedence, out var precedence) && Enum.IsDefined(precedence)
                ? precedence
                : Records.Precedence.Routine,
            action,
            [.. Ids(Info).Except(action)],
            ReadDue(zone),
            ReadLabel()
        )
        {
            InReplyTo = RecordId.TryParse(InReplyTo, out var answered) ? answered : null,
            Interim = Interim,
        };
    }

    /// <summary>What is wrong with the date, or null.</summary>
    public string? DueProblem(string zone) =>
        string.IsNullOrWhiteSpace(Due) || ReadDue(zone) is not null
            ? null
            : "Write the date and time as 2026-11-30T12:00, or leave it empty.";

    private DateTimeOffset? ReadDue(string zone) =>
        Minutes.Parse((Due ?? "").Trim()) is { Success: true, Value: var local }
            ? local.InZoneLeniently(ZoneOf(zone)).ToInstant().ToDateTimeOffset()
            : null;

    /// <summary>Null until a classification is chosen: without one there is no label.</summary>
    private Label? ReadLabel() =>
        string.IsNullOrWhiteSpace(Policy) || string.IsNullOrWhiteSpace(Classification)
            ? null
            : new Label
            {
                Policy = Policy,
                Classification = Classification,
                Categories = (Tags ?? [])
                    .Select(tag => tag.Split('=', 2))
                    .Where(pair => pair.Length == 2)
                    .GroupBy(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase)
                    .ToImmutableSortedDictionary(set => set.Key, set => set.ToImmutableArray()),
            };

    private List<RecordId> LeadFirst(List<RecordId> action) =>
        RecordId.TryParse(Lead, out var lead) && action.Contains(lead)
            ? [lead, .. action.Where(id => id != lead)]
            : action;

    private static List<RecordId> Ids(IEnumerable<string>? texts) =>
        [
            .. (texts ?? [])
                .Select(text => RecordId.TryParse(text, out var id) ? id : (RecordId?)null)
                .OfType<RecordId>()
                .Distinct(),
        ];

    private static DateTimeZone ZoneOf(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;
}
