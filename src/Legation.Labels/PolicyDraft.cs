using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>
/// A policy's JSON form on the way from XML: it knows from where in the XML each part came, so that the checks of the JSON
/// report places of the XML.
/// </summary>
internal sealed class PolicyDraft
{
    private readonly Dictionary<JsonNode, XObject> sources = new(ReferenceEqualityComparer.Instance);

    internal JsonObject Root { get; } = [];

    internal T From<T>(XObject source, T node)
        where T : JsonNode
    {
        sources[node] = source;
        return node;
    }

    internal JsonNode? Text(XAttribute? attribute) =>
        attribute is null ? null : From(attribute, JsonValue.Create(attribute.Value));

    internal JsonNode Text(XElement element) => From(element, JsonValue.Create(element.Value));

    /// <summary>A whole number; as a text it will be refused as one.</summary>
    internal JsonNode? Number(XAttribute? attribute) =>
        attribute is not null
        && int.TryParse(attribute.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? From(attribute, JsonValue.Create(number))
            : Text(attribute);

    internal PolicyParse Parse()
    {
        var parse = LabelPolicy.Parse(JsonSerializer.SerializeToUtf8Bytes(Root));
        return parse with
        {
            Problems = [.. parse.Problems.Select(problem => problem with { Place = Place(problem.Place) })],
        };
    }

    private string Place(string pointer)
    {
        JsonNode? node = Root;
        var source = sources[Root];
        foreach (var step in pointer.Split('/').Skip(1))
        {
            node = Below(
                node,
                step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
            );
            if (node is null)
                break;
            source = sources.GetValueOrDefault(node, source);
        }
        return XmlFindings.Place(source);
    }

    private static JsonNode? Below(JsonNode? node, string step) =>
        node switch
        {
            JsonArray array => array[int.Parse(step, CultureInfo.InvariantCulture)],
            JsonObject members => members[step],
            _ => null,
        };
}
