using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Legation.Labels;

/// <summary>
/// A label as JSON: <c>{policy, classification, categories: {tagSet: [value]}, made?, review?, membershipEpoch?,
/// alternatives?}</c>. Unknown members, members said twice and instants without an offset are refused.
/// </summary>
public static class LabelJson
{
    /// <summary>The label, or null and the first problem. Whether its policy knows the names is not looked at.</summary>
    public static Label? TryRead(JsonElement json, out LabelProblem? problem)
    {
        var problems = new List<LabelProblem>();
        var label = JsonText.Read(json, problems, static place => Read(place, alternative: false));
        problem = problems.FirstOrDefault();
        return label;
    }

    /// <summary>The label in a UTF-8 text, or null and the first problem, which may be that the text is not JSON.</summary>
    public static Label? TryRead(ReadOnlySpan<byte> utf8, out LabelProblem? problem)
    {
        var problems = new List<LabelProblem>();
        var label = JsonText.Read(utf8, problems, static place => Read(place, alternative: false));
        problem = problems.FirstOrDefault();
        return label;
    }

    /// <summary>Writes a label; if not <paramref name="full"/>, only policy, classification and categories.</summary>
    public static void Write(Utf8JsonWriter writer, Label label, bool full)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(label);
        writer.WriteStartObject();
        writer.WriteString("policy", label.Policy);
        writer.WriteString("classification", label.Classification);
        WriteCategories(writer, label.Categories);
        if (full)
            WriteRest(writer, label);
        writer.WriteEndObject();
    }

    internal static void WriteCategories(
        Utf8JsonWriter writer,
        ImmutableSortedDictionary<string, ImmutableArray<string>> categories
    )
    {
        writer.WritePropertyName("categories");
        WriteMembers(writer, categories);
    }

    internal static void WriteMembers(
        Utf8JsonWriter writer,
        ImmutableSortedDictionary<string, ImmutableArray<string>> categories
    )
    {
        writer.WriteStartObject();
        foreach (var (tagSet, values) in categories)
        {
            writer.WriteStartArray(tagSet);
            foreach (var value in values.OrEmpty())
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static void WriteRest(Utf8JsonWriter writer, Label label)
    {
        if (label.Made is { } made)
            writer.WriteString("made", InstantText.Write(made));
        if (label.Review is { } review)
            writer.WriteString("review", review.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (label.MembershipEpoch != 0)
            writer.WriteNumber("membershipEpoch", label.MembershipEpoch);
        if (label.Alternatives.IsEmpty)
            return;
        writer.WriteStartArray("alternatives");
        foreach (var alternative in label.Alternatives)
            Write(writer, alternative, full: true);
        writer.WriteEndArray();
    }

    private static Label? Read(JsonPlace place, bool alternative)
    {
        // An alternative has none of its own: only the originator's label is looked up.
        string[] known = ["policy", "classification", "categories", "made", "review", "membershipEpoch"];
        if (!place.IsObject(alternative ? known : [.. known, "alternatives"]))
            return null;
        return new Label
        {
            Policy = place.Text("policy"),
            Classification = place.Text("classification"),
            Categories = place.Categories("categories"),
            Made = place.Instant("made"),
            Review = place.Day("review"),
            MembershipEpoch = place.Whole("membershipEpoch", least: 0) ?? 0,
            Alternatives = alternative
                ? []
                : [.. place.Items("alternatives").Select(item => Read(item, alternative: true)).OfType<Label>()],
        };
    }
}
