using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>XML as bytes, and what of a JSON form has no place in it.</summary>
internal static class XmlBytes
{
    internal static byte[] Of(XElement root)
    {
        using var stream = new MemoryStream();
        using (
            var writer = XmlWriter.Create(
                stream,
                new XmlWriterSettings
                {
                    Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                    Indent = true,
                    // A line break in a name would be read back as another one.
                    NewLineHandling = NewLineHandling.Entitize,
                }
            )
        )
            root.Save(writer);
        return stream.ToArray();
    }

    /// <summary>The first text of a JSON form with a character that XML 1.0 (§2.2) has no way to write.</summary>
    internal static LabelProblem? FirstNotXml(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        using var json = JsonDocument.Parse(stream.ToArray());
        return FirstNotXml(json.RootElement, "");
    }

    private static LabelProblem? FirstNotXml(JsonElement json, string place) =>
        json.ValueKind switch
        {
            JsonValueKind.String => NotXml(json.GetString()!, place),
            JsonValueKind.Array => json.EnumerateArray()
                .Select(
                    (item, index) =>
                        FirstNotXml(item, LabelProblem.Below(place, index.ToString(CultureInfo.InvariantCulture)))
                )
                .FirstOrDefault(problem => problem is not null),
            JsonValueKind.Object => json.EnumerateObject()
                .Select(member =>
                    NotXml(member.Name, place) ?? FirstNotXml(member.Value, LabelProblem.Below(place, member.Name))
                )
                .FirstOrDefault(problem => problem is not null),
            _ => null,
        };

    private static LabelProblem? NotXml(string text, string place) =>
        text.All(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character))
            ? null
            : new LabelProblem(place, "has a character that XML cannot write");
}
