using System.Text.Json;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
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

    public static string WriteLabels(IReadOnlyList<Label> labels) => JsonSerializer.Serialize(labels, Json);

    public static IReadOnlyList<Label> ReadLabels(string json) => JsonSerializer.Deserialize<List<Label>>(json, Json)!;

    public static SavedDraft ReadSaved(string json) => JsonSerializer.Deserialize<SavedDraft>(json, Json)!;
}
