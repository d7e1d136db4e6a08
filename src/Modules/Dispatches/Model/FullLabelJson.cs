using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.Labels;

namespace Legation.Dispatches.Model;

/// <summary>Labels with all that they say, instant, review date and alternatives included.</summary>
internal sealed class FullLabelJson : JsonConverter<Label>
{
    public override Label? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return LabelJson.TryRead(json.RootElement, out var problem) ?? throw new JsonException(problem?.Rule);
    }

    public override void Write(Utf8JsonWriter writer, Label value, JsonSerializerOptions options) =>
        LabelJson.Write(writer, value, full: true);
}
