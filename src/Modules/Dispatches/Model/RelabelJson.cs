using System.Text.Json;
using Legation.Labels;

namespace Legation.Dispatches.Model;

/// <summary>A label as the row of a relabelling and a proposal of one hold it.</summary>
internal static class RelabelJson
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new FullLabelJson() } };

    public static string Write(Label label) => JsonSerializer.Serialize(label, Json);

    public static Label Read(string json) => JsonSerializer.Deserialize<Label>(json, Json)!;
}
