using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Legation.Dispatches.Contracts;
using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Api;

/// <summary>What POST and PUT take.</summary>
internal sealed record DispatchRequest(
    string? Subject = null,
    [property: Description("Markdown; a paragraph may begin with its marking in double brackets")] string? Text = null,
    [property: Description("flash, immediate, priority or routine; routine without it")] string? Precedence = null,
    [property: Description("Ids of addressees that are to act")] IReadOnlyList<string>? Action = null,
    [property: Description("Ids of addressees that are to know")] IReadOnlyList<string>? Info = null,
    [property: Description("RFC 3339 instant")] string? Due = null,
    [property: Description("policy, classification, categories")] JsonElement? Label = null,
    [property: Description("True releases it; else it is kept as a draft")] bool Release = false,
    [property: Description("Ids of dispatches from which this one is made")] IReadOnlyList<string>? Sources = null,
    [property: Description("RFC 3339 instant after which it is of no use and not sent any more")]
        string? NoUseAfter = null,
    [property: Description("Id of a subject of GET /subjects; the route may depend on it")] string? About = null,
    [property: Description(
        "Id of a dispatch of the own post whose corrected copy this is: it is superseded on release"
    )]
        string? Corrects = null,
    [property: Description("Why that one is corrected; whoever has it reads it")] string? Reason = null
)
{
    /// <summary>The request in the module's terms, or the field that cannot be read.</summary>
    public Outcome<DispatchInput> ToInput()
    {
        if (ReadPrecedence(Precedence).Refused(out var refusal, out var precedence))
            return refusal;
        if (ReadIds("action", Action).Refused(out refusal, out var action))
            return refusal;
        if (ReadIds("info", Info).Refused(out refusal, out var info))
            return refusal;
        if (ReadInstant("due", Due).Refused(out refusal, out var due))
            return refusal;
        if (ReadInstant("noUseAfter", NoUseAfter).Refused(out refusal, out var noUseAfter))
            return refusal;
        if (ReadLabel(Label).Refused(out refusal, out var label))
            return refusal;
        if (ReadIds("sources", Sources).Refused(out refusal, out var sources))
            return refusal;
        if (ReadAbout(About).Refused(out refusal, out var about))
            return refusal;
        if (ReadCorrected(Corrects).Refused(out refusal, out var corrects))
            return refusal;
        return new DispatchInput(Subject ?? "", Text ?? "", precedence, action, info, due, label)
        {
            Sources = sources,
            About = about,
            Corrects = corrects,
            CorrectionReason = Reason,
            NoUseAfter = noUseAfter,
        };
    }

    private static Outcome<RecordId?> ReadAbout(string? text) =>
        string.IsNullOrWhiteSpace(text) ? (RecordId?)null
        : RecordId.TryParse(text, out var about) ? about
        : DispatchRefusals.Wrong("about", "unknown-subject", "Take the id of a subject from GET /subjects.");

    private static Outcome<RecordId?> ReadCorrected(string? text) =>
        string.IsNullOrWhiteSpace(text) ? (RecordId?)null
        : RecordId.TryParse(text, out var corrected) ? corrected
        : DispatchRefusals.Wrong("corrects", "unknown-dispatch", "Take the id of a dispatch from GET /dispatches.");

    private static Outcome<Precedence> ReadPrecedence(string? text) =>
        text?.ToLowerInvariant() switch
        {
            null or "routine" => Records.Precedence.Routine,
            "priority" => Records.Precedence.Priority,
            "immediate" => Records.Precedence.Immediate,
            "flash" => Records.Precedence.Flash,
            _ => DispatchRefusals.Wrong(
                "precedence",
                "unknown",
                "Precedence is flash, immediate, priority or routine."
            ),
        };

    /// <summary>Ids of addressees, or the place of what is none.</summary>
    public static Outcome<IReadOnlyList<RecordId>> ReadIds(string field, IReadOnlyList<string>? texts)
    {
        var ids = new List<RecordId>();
        foreach (var text in texts ?? [])
        {
            if (!RecordId.TryParse(text, out var id))
                return DispatchRefusals.Wrong(
                    $"{field}[{ids.Count}]",
                    field == "sources" ? "unknown-dispatch" : "unknown-addressee",
                    field == "sources"
                        ? "Take the id of a dispatch from GET /dispatches."
                        : "Take the id of an addressee from GET /addressees."
                );
            ids.Add(id);
        }
        return ids;
    }

    private static Outcome<DateTimeOffset?> ReadInstant(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (DateTimeOffset?)null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : DispatchRefusals.Wrong(field, "not-a-date", "Write the date as 2026-11-30T12:00:00Z.");
    }

    /// <summary>A label as JSON, or the place of what is wrong with it.</summary>
    public static Outcome<Label?> ReadLabel(JsonElement? written)
    {
        if (written is not { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } json)
            return (Label?)null;
        var label = LabelJson.TryRead(json, out var problem);
        return label is null
            ? DispatchRefusals.Wrong($"label{problem!.Place.Replace('/', '.')}", "label", problem.Rule)
            : label;
    }
}

/// <summary>What the acts on a dispatch take; every field may be left out.</summary>
internal sealed record ActRequest(
    string? Comment = null,
    string? Reason = null,
    string? Text = null,
    string? Subject = null,
    bool? Interim = null,
    bool? Release = null
);

/// <summary>What assigning takes.</summary>
internal sealed record AssignRequest(
    [property: Description("Id of a post of the own office; null: nobody in particular any more")] string? To,
    string? Comment = null
)
{
    /// <summary>Who is to deal with it; null: nobody in particular.</summary>
    public Outcome<RecordId?> Read() =>
        To is null ? (RecordId?)null
        : RecordId.TryParse(To, out var post) ? post
        : DispatchRefusals.Wrong(
            "to",
            "no-colleague",
            "Take the id of a post of your own office from GET /addressees."
        );
}

/// <summary>What forwarding takes.</summary>
internal sealed record ForwardRequest(IReadOnlyList<string>? To, string? Comment)
{
    /// <summary>Who is to have it, or the place of what is no addressee.</summary>
    public Outcome<IReadOnlyList<RecordId>> Read() => DispatchRequest.ReadIds("to", To);
}
