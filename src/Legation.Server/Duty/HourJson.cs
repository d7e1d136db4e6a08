using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Legation.Server.Duty;

/// <summary>A local time as people write it: 18:00.</summary>
internal sealed class HourJson : JsonConverter<TimeOnly>
{
    private const string Form = "HH':'mm";

    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && TimeOnly.TryParseExact(
            reader.GetString(),
            Form,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time
            : throw new JsonException("Write a time as 18:00.");

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Form, CultureInfo.InvariantCulture));
}
