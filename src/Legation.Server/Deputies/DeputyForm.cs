using Legation.Records;
using Legation.Server.Accounts;
using Legation.Ui;
using NodaTime;
using NodaTime.Text;

namespace Legation.Server.Deputies;

/// <summary>The fields by which a deputy is appointed, as typed; times are the node's, to the minute.</summary>
public sealed class DeputyForm
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mm"
    );

    /// <summary>User name of who is away.</summary>
    public string? For { get; set; }

    /// <summary>User name of who acts.</summary>
    public string? Deputy { get; set; }

    /// <summary>When it begins.</summary>
    public string? From { get; set; }

    /// <summary>When it ends.</summary>
    public string? Until { get; set; }

    /// <summary>Under which authority.</summary>
    public string? Authority { get; set; }

    /// <summary>What is asked, or the first field that cannot be read.</summary>
    public Outcome<Deputyship> Read(string zone, string by)
    {
        if (string.IsNullOrEmpty(Deputy))
            return Missing("deputy", "Choose who is to act.");
        if (string.IsNullOrEmpty(For))
            return Missing("for", "Choose for whom he is to act.");
        if (Time(From, zone) is not { } from)
            return Missing("from", "Write the date and time as 2026-12-02T09:00.");
        if (Time(Until, zone) is not { } until)
            return Missing("until", "Write the date and time as 2026-12-09T18:00.");
        return new Deputyship(default, Deputy, For, from, until, Authority ?? "", by);
    }

    /// <summary>A refusal at the field that it is about.</summary>
    public static FieldError ErrorOf(Refusal refusal) =>
        new($"Form.{char.ToUpperInvariant(refusal.Field![0])}{refusal.Field[1..]}", refusal.Sentence);

    private static DateTimeOffset? Time(string? typed, string zone) =>
        Minutes.Parse((typed ?? "").Trim()) is { Success: true, Value: var local }
            ? local
                .InZoneLeniently(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc)
                .ToInstant()
                .ToDateTimeOffset()
            : null;

    private static Refusal Missing(string field, string sentence) =>
        new(RefusalKind.Invalid, "required", sentence, field);
}
