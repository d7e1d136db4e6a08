using System.Text.Json;
using System.Text.Json.Serialization;

namespace Legation.Records;

/// <summary>A record id in JSON is its text.</summary>
public sealed class RecordIdJson : JsonConverter<RecordId>
{
    /// <inheritdoc/>
    public override RecordId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RecordId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("A record id reads kind--uuid.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RecordId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
