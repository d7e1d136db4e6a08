using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>
/// What is wrong with an XML text, and what it says that is not held here, each with its place. Reading is strict: what
/// is unknown is a problem, because it may be a limit.
/// </summary>
internal sealed class XmlFindings
{
    /// <summary>What this program adds to labels and policies, at the places their schemas leave open.</summary>
    internal static readonly XNamespace Ours = "urn:legation:labels:1";

    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema-instance";

    internal List<LabelProblem> Problems { get; } = [];

    internal List<LabelProblem> LeftOut { get; } = [];

    internal void Problem(string rule) => Problems.Add(new LabelProblem("", rule));

    internal void Problem(IXmlLineInfo at, string rule) => Problems.Add(new LabelProblem(Place(at), rule));

    internal void LeaveOut(IXmlLineInfo at) => LeftOut.Add(new LabelProblem(Place(at), "is not held here"));

    /// <summary>
    /// Reports what is not of the form, a list of names: <c>@</c> before an attribute, <c>l:</c> before one of ours;
    /// <c>*</c> behind an element that may repeat; <c>-</c> before what is left out; <c>!</c> before a limit that cannot
    /// be held; <c>#</c> for text.
    /// </summary>
    internal void Expect(XElement element, string form)
    {
        var known = form.Split(' ').ToDictionary(word => word.Trim('-', '!', '*'), StringComparer.Ordinal);
        foreach (var attribute in element.Attributes().Where(attribute => !IsNeutral(attribute)))
            Judge(attribute, known.GetValueOrDefault($"@{Written(attribute.Name, XNamespace.None)}"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in element.Elements())
        {
            var name = Written(child.Name, element.Name.Namespace);
            var word = known.GetValueOrDefault(name);
            Judge(child, word);
            if (!seen.Add(name) && word is not null && !word.EndsWith('*'))
                Problem(child, "is said twice");
        }
        if (
            !known.ContainsKey("#")
            && element.Nodes().OfType<XText>().Any(text => text.Value.AsSpan().Trim().Length > 0)
        )
            Problem(element, "must not have text of its own");
    }

    internal XElement? Child(XElement element, string name)
    {
        var child = element.Element(element.Name.Namespace + name);
        if (child is null)
            Problem(element, $"must have {name}");
        return child;
    }

    internal XAttribute? Attribute(XElement element, string name)
    {
        var attribute = element.Attribute(name);
        if (attribute is null)
            Problem(element, $"must have {name}");
        return attribute;
    }

    internal DateTimeOffset? Instant(XObject at, string text)
    {
        var instant = InstantText.Read(text.Trim());
        if (instant is null)
            Problem(at, InstantText.Rule);
        return instant;
    }

    /// <summary>An <c>xs:boolean</c>; false if it is absent.</summary>
    internal bool Flag(XAttribute? attribute)
    {
        if (attribute is null)
            return false;
        var text = attribute.Value.Trim();
        if (text is not ("true" or "1" or "false" or "0"))
            Problem(attribute, "must be true or false");
        return text is "true" or "1";
    }

    /// <summary>Path, line and column, such as <c>/SPIF/securityPolicyId/@name (line 2, column 20)</c>.</summary>
    internal static string Place(IXmlLineInfo at)
    {
        var path = at switch
        {
            XAttribute attribute => $"{Path(attribute.Parent!)}/@{attribute.Name.LocalName} ",
            XElement element => $"{Path(element)} ",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{path}(line {at.LineNumber}, column {at.LinePosition})");
    }

    private static string Path(XElement element) =>
        string.Concat(element.AncestorsAndSelf().Reverse().Select(part => $"/{part.Name.LocalName}"));

    private void Judge(XObject found, string? word)
    {
        switch (word?[0])
        {
            case null:
                Problem(found, "is not known here");
                break;
            case '!':
                Problem(found, "is a limit that cannot be held here: without it more would be permitted");
                break;
            case '-':
                LeaveOut(found);
                break;
        }
    }

    /// <summary>Attributes that say nothing about the content.</summary>
    private static bool IsNeutral(XAttribute attribute) =>
        attribute.IsNamespaceDeclaration
        || attribute.Name == Schema + "schemaLocation"
        || attribute.Name == XNamespace.Xml + "lang"
        || attribute.Name == XNamespace.Xml + "space";

    private static string Written(XName name, XNamespace around) =>
        name.Namespace == around ? name.LocalName
        : name.Namespace == Ours ? $"l:{name.LocalName}"
        : name.ToString();
}
