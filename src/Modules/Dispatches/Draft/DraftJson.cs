using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.Dispatches.Contracts;
using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Draft;

/// <summary>Drafts as they are kept: with all of the label, instant and alternatives included.</summary>
internal static class DraftJson
{
    private static readonly JsonSerializerOptions Json = new(RecordMaker.BodyJson)
    {
        Converters = { new FullLabelJson() },
    };

    public static string Write(DispatchInput content) => JsonSerializer.Serialize(content, Json);

    public static DispatchInput Read(string json) => JsonSerializer.Deserialize<DispatchInput>(json, Json)!;

    public static string WriteSaved(SavedDraft draft) => JsonSerializer.Serialize(draft, Json);

    public static SavedDraft ReadSaved(string json) => JsonSerializer.Deserialize<SavedDraft>(json, Json)!;

    private sealed class FullLabelJson : JsonConverter<Label>
    {
        public override Label? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            return LabelJson.TryRead(json.RootElement, out var problem) ?? throw new JsonException(problem?.Rule);
        }

        public override void Write(Utf8JsonWriter writer, Label value, JsonSerializerOptions options) =>
            LabelJson.Write(writer, value, full: true);
    }
}
