using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.Records;

namespace Legation.Server.Duty;

/// <summary>A roster as JSON: in the store, in a file for the command line.</summary>
internal static class RosterJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write(DutyRoster roster) => JsonSerializer.Serialize(roster, Options);

    public static Outcome<DutyRoster> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<DutyRoster>(json, Options) is { } roster
                ? roster
                : Unreadable("$", "it is empty");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return Unreadable((e as JsonException)?.Path ?? "$", e.Message);
        }
    }

    private static Refusal Unreadable(string place, string why) =>
        new(RefusalKind.Invalid, "roster-unreadable", $"The roster cannot be read at {place}: {why}", place);
}
