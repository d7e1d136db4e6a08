using System.Collections.Immutable;
using System.Text.Json;

namespace Legation.Labels;

/// <summary>
/// Writes a policy as the JSON that <see cref="LabelPolicy.Parse"/> reads. What is as it would be by default is left out,
/// so that two policies are the same if and only if this writes the same.
/// </summary>
public static class PolicyJson
{
    /// <summary>Writes all of a policy.</summary>
    public static void Write(Utf8JsonWriter writer, LabelPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(policy);
        writer.WriteStartObject();
        writer.WriteString("id", policy.Id);
        writer.WriteNumber("version", policy.Version);
        writer.WriteString("name", policy.Name);
        WriteUnless(writer, "marking", policy.MarkingPrefix, "");
        WriteList(writer, "classifications", policy.Classifications, Write);
        WriteList(writer, "tagSets", policy.TagSets, (_, tagSet) => Write(writer, tagSet, policy));
        if (!policy.Memberships.IsEmpty)
            WriteList(writer, "memberships", policy.Memberships, Write);
        if (!policy.Mappings.IsEmpty)
            WriteList(writer, "mappings", policy.Mappings, Write);
        writer.WriteEndObject();
    }

    internal static byte[] Bytes(LabelPolicy policy)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, policy);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Classification entry)
    {
        writer.WriteString("name", entry.Name);
        writer.WriteNumber("hierarchy", entry.Hierarchy);
        WriteUnless(writer, "marking", entry.Marking, entry.Name);
        WriteUnless(writer, "short", entry.ShortMarking, entry.Name[..1]);
        writer.WriteString("colour", entry.Colour);
        WriteRetired(writer, entry.Retired);
    }

    private static void Write(Utf8JsonWriter writer, TagSet tagSet, LabelPolicy policy)
    {
        writer.WriteString("id", tagSet.Id);
        WriteUnless(writer, "name", tagSet.Name, tagSet.Id);
        writer.WriteString("type", Word(tagSet.Type));
        if (tagSet.Required)
            writer.WriteBoolean("required", true);
        WriteTexts(writer, "default", tagSet.Default);
        if (tagSet.Maximum is { } maximum)
            writer.WriteNumber("maximum", maximum);
        WriteMarking(writer, tagSet);
        WriteList(writer, "values", tagSet.Values, (_, value) => Write(writer, value, policy));
    }

    private static void WriteMarking(Utf8JsonWriter writer, TagSet tagSet)
    {
        var marking = tagSet.Marking;
        ImmutableArray<string> omit =
        [
            .. tagSet.Values.Select(value => value.Name).Where(name => marking.Omit.Holds(name)),
        ];
        var hiddenByDefault = tagSet.Type == TagSetType.Informative;
        if (marking is { Prefix: "", Separator: ", " } && omit.IsEmpty && marking.Hidden == hiddenByDefault)
            return;
        writer.WriteStartObject("marking");
        if (marking.Hidden)
            writer.WriteBoolean("hidden", true);
        WriteUnless(writer, "prefix", marking.Prefix, "");
        WriteUnless(writer, "separator", marking.Separator, ", ");
        WriteTexts(writer, "omit", omit);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TagValue value, LabelPolicy policy)
    {
        writer.WriteString("name", value.Name);
        WriteUnless(writer, "title", value.Title, value.Name);
        WriteUnless(writer, "marking", value.Marking, value.Name);
        WriteUnless(writer, "short", value.ShortMarking, value.Marking);
        if (value.Group is { } group)
            writer.WriteString("group", group);
        WriteRetired(writer, value.Retired);
        WriteTexts(writer, "excludes", policy.Excluded(value));
    }

    private static void Write(Utf8JsonWriter writer, Membership membership)
    {
        writer.WriteNumber("epoch", membership.Epoch);
        WriteCategories(writer, "groups", membership.Groups);
    }

    private static void Write(Utf8JsonWriter writer, PolicyMapping mapping)
    {
        writer.WriteString("policy", mapping.Policy);
        WritePairs(writer, "classifications", mapping.Classifications);
        WriteList(writer, "tagSets", mapping.TagSets, Write);
        WriteCategories(writer, "add", mapping.Add);
    }

    private static void Write(Utf8JsonWriter writer, TagSetMapping tagSet)
    {
        writer.WriteString("from", tagSet.From);
        if (tagSet.To is { } to)
            writer.WriteString("to", to);
        else
            writer.WriteBoolean("ignored", true);
        WritePairs(writer, "values", tagSet.Values);
    }

    internal static string Word(TagSetType type) =>
        type switch
        {
            TagSetType.Restrictive => "restrictive",
            TagSetType.Permissive => "permissive",
            _ => "informative",
        };

    private static void WriteRetired(Utf8JsonWriter writer, DateTimeOffset? retired)
    {
        if (retired is { } instant)
            writer.WriteString("retired", InstantText.Write(instant));
    }

    private static void WriteUnless(Utf8JsonWriter writer, string name, string text, string byDefault)
    {
        if (text != byDefault)
            writer.WriteString(name, text);
    }

    private static void WriteList<T>(
        Utf8JsonWriter writer,
        string name,
        ImmutableArray<T> entries,
        Action<Utf8JsonWriter, T> write
    )
    {
        writer.WriteStartArray(name);
        foreach (var entry in entries)
        {
            writer.WriteStartObject();
            write(writer, entry);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        if (texts.IsDefaultOrEmpty)
            return;
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteCategories(
        Utf8JsonWriter writer,
        string name,
        ImmutableSortedDictionary<string, ImmutableArray<string>> categories
    )
    {
        writer.WritePropertyName(name);
        LabelJson.WriteMembers(writer, categories);
    }

    private static void WritePairs(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> pairs)
    {
        if (pairs.IsEmpty)
            return;
        writer.WriteStartObject(name);
        foreach (var (theirs, ours) in pairs)
            writer.WriteString(theirs, ours);
        writer.WriteEndObject();
    }
}
