using System.Text.Json;

namespace Legation.Labels;

/// <summary>A clearance as JSON: <c>{policy, classifications: [name], categories: {tagSet: [value]}}</c>, as strict as <see cref="LabelJson"/>.</summary>
public static class ClearanceJson
{
    /// <summary>The clearance, or null and the first problem.</summary>
    public static Clearance? TryRead(JsonElement json, out LabelProblem? problem)
    {
        var problems = new List<LabelProblem>();
        var clearance = JsonText.Read(json, problems, Read);
        problem = problems.FirstOrDefault();
        return clearance;
    }

    /// <summary>The clearance in a UTF-8 text, or null and the first problem, which may be that the text is not JSON.</summary>
    public static Clearance? TryRead(ReadOnlySpan<byte> utf8, out LabelProblem? problem)
    {
        var problems = new List<LabelProblem>();
        var clearance = JsonText.Read(utf8, problems, Read);
        problem = problems.FirstOrDefault();
        return clearance;
    }

    /// <summary>Writes all of a clearance.</summary>
    public static void Write(Utf8JsonWriter writer, Clearance clearance)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(clearance);
        writer.WriteStartObject();
        writer.WriteString("policy", clearance.Policy);
        writer.WriteStartArray("classifications");
        foreach (var classification in clearance.Classifications)
            writer.WriteStringValue(classification);
        writer.WriteEndArray();
        LabelJson.WriteCategories(writer, clearance.Categories);
        writer.WriteEndObject();
    }

    private static Clearance? Read(JsonPlace place)
    {
        if (!place.IsObject("policy", "classifications", "categories"))
            return null;
        if (place.Member("classifications") is null)
            place.Problem("classifications", "is required");
        return new Clearance
        {
            Policy = place.Text("policy"),
            Classifications = place.Texts("classifications"),
            Categories = place.Categories("categories"),
        };
    }
}
