using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Merge;
using Legation.Dispatches.Share;
using Legation.Labels;
using Legation.Records;
using Legation.Ui;
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

    /// <summary>Subject and paragraphs as the page was opened with it, as <see cref="OpenedText"/> writes them.</summary>
    public string? Original { get; set; }

    /// <summary>Number of the saved draft beside which the writer has seen his own.</summary>
    public string? MergedWith { get; set; }

    /// <summary>What he takes of two texts, by the place where they differ.</summary>
    public Dictionary<string, string>? Merge { get; set; }
    public string? Subject { get; set; }
    public string? Text { get; set; }
    public string? Precedence { get; set; }
    public List<string>? Action { get; set; }
    public List<string>? Info { get; set; }

    /// <summary>Which of several action addressees leads.</summary>
    public string? Lead { get; set; }

    /// <summary>The distribution list whose members are to be added.</summary>
    public string? List { get; set; }

    /// <summary>Local time of the node, to the minute.</summary>
    public string? Due { get; set; }

    /// <summary>Local time of the node, to the minute.</summary>
    public string? NoUseAfter { get; set; }
    public string? Policy { get; set; }
    public string? Classification { get; set; }

    /// <summary>Each as tag set and value: <c>releasableTo=JPN</c>.</summary>
    public List<string>? Tags { get; set; }

    /// <summary>The label with which the page was opened, as JSON: what the page has no field for comes from there.</summary>
    public string? OpenedLabel { get; set; }
    public string? InReplyTo { get; set; }

    public string? Corrects { get; set; }
    public string? CorrectionReason { get; set; }

    /// <summary>Dispatches from which it is made: those that are ticked.</summary>
    public List<string>? Sources { get; set; }
    public bool Interim { get; set; }

    /// <summary>The term of the directory for what it is about; empty: none.</summary>
    public string? About { get; set; }

    /// <summary>The paragraph to be marked, as <see cref="MarkParagraph.KeyOf"/> names it.</summary>
    public string? Portion { get; set; }
    public string? PortionClassification { get; set; }

    /// <summary>Its values, each as tag set and value.</summary>
    public List<string>? PortionTags { get; set; }

    /// <summary>Which button was pressed.</summary>
    public string? Act { get; set; }

    public int? Expected => ReadNumber(Number);

    /// <summary>What of it a co-author writes.</summary>
    public DraftWords Words => new(Subject ?? "", Text ?? "");

    public static DraftForm Of(DispatchInput input, int? number, string zone) =>
        new()
        {
            Number = number?.ToString(CultureInfo.InvariantCulture),
            Original = OpenedText.Write(number ?? 0, input.Subject, input.Text),
            Subject = input.Subject,
            Text = input.Text,
            Precedence = input.Precedence.ToString(),
            Action = [.. input.Action.Select(id => id.ToString())],
            Info = [.. input.Info.Select(id => id.ToString())],
            Lead = input.Action.Count > 0 ? input.Action[0].ToString() : null,
            Due = Local(input.Due, zone),
            NoUseAfter = Local(input.NoUseAfter, zone),
            Policy = input.Label?.Policy,
            Classification = input.Label?.Classification,
            Tags = (
                input.Label?.Categories.SelectMany(entry => entry.Value.Select(value => $"{entry.Key}={value}"))
                ?? input.Marked
            )?.ToList(),
            OpenedLabel = input.Label is { } label ? Write(label) : null,
            InReplyTo = input.InReplyTo?.ToString(),
            Corrects = input.Corrects?.ToString(),
            CorrectionReason = input.CorrectionReason,
            Sources = [.. input.Sources.Select(id => id.ToString())],
            Interim = input.Interim,
            About = input.About?.ToString(),
        };

    /// <summary>What was written, in the module's terms; a due date that cannot be read is left out.</summary>
    public DispatchInput ToInput(string zone)
    {
        var action = LeadFirst(Ids(Action));
        var label = ReadLabel();
        return new DispatchInput(
            (Subject ?? "").ReplaceLineEndings(" ").Trim(),
            Text ?? "",
            Enum.TryParse<Precedence>(Precedence, out var precedence) && Enum.IsDefined(precedence)
                ? precedence
                : Records.Precedence.Routine,
            action,
            [.. Ids(Info).Except(action)],
            Read(Due, zone),
            label
        )
        {
            Marked = label is null ? Tags ?? [] : null,
            InReplyTo = RecordId.TryParse(InReplyTo, out var answered) ? answered : null,
            Corrects = RecordId.TryParse(Corrects, out var corrected) ? corrected : null,
            CorrectionReason = CorrectionReason,
            Sources = Ids(Sources),
            Interim = Interim,
            NoUseAfter = Read(NoUseAfter, zone),
            About = RecordId.TryParse(About, out var about) ? about : null,
        };
    }

    /// <summary>What is wrong with its dates, each at its field.</summary>
    public IEnumerable<FieldError> DateProblems(string zone)
    {
        foreach (var (field, text) in new[] { (DraftErrors.Due, Due), (DraftErrors.NoUseAfter, NoUseAfter) })
            if (!string.IsNullOrWhiteSpace(text) && Read(text, zone) is null)
                yield return new FieldError(field, "Write the date and time as 2026-11-30T12:00, or leave it empty.");
    }

    private static int? ReadNumber(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Local(DateTimeOffset? instant, string zone) =>
        instant is { } at ? Minutes.Format(Instant.FromDateTimeOffset(at).InZone(ZoneOf(zone)).LocalDateTime) : null;

    private static DateTimeOffset? Read(string? text, string zone) =>
        Minutes.Parse((text ?? "").Trim()) is { Success: true, Value: var local }
            ? local.InZoneLeniently(ZoneOf(zone)).ToInstant().ToDateTimeOffset()
            : null;

    /// <summary>Null until a classification is chosen: without one there is no label.</summary>
    private Label? ReadLabel()
    {
        var opened = string.IsNullOrEmpty(OpenedLabel)
            ? null
            : LabelJson.TryRead(Encoding.UTF8.GetBytes(OpenedLabel), out _);
        // A choice cannot be taken back: where none is posted, the page had none to offer that is the label's.
        var (policy, classification) = string.IsNullOrWhiteSpace(Classification)
            ? (opened?.Policy, opened?.Classification)
            : (Policy, Classification);
        if (string.IsNullOrWhiteSpace(policy) || string.IsNullOrWhiteSpace(classification))
            return null;
        var label = new Label
        {
            Policy = policy,
            Classification = classification,
            Categories = (Tags ?? [])
                .Select(tag => tag.Split('=', 2))
                .Where(pair => pair.Length == 2)
                .GroupBy(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase)
                .ToImmutableSortedDictionary(set => set.Key, set => set.ToImmutableArray()),
            Review = opened?.Review,
        };
        // What other policies make of a label holds for that label only.
        return opened is not null && label == opened with { Made = null, MembershipEpoch = 0, Alternatives = [] }
            ? opened
            : label;
    }

    private static string Write(Label label)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            LabelJson.Write(writer, label, full: true);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

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
