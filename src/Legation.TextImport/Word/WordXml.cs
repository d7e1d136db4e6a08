using System.Xml;
using System.Xml.Linq;

namespace Legation.TextImport.Word;

/// <summary>
/// XML of a Word file: no document type, nothing fetched, and refused while it streams as soon as a limit is passed, before
/// a tree of it is built. Names are compared without their namespace, for there are two of them (transitional, strict).
/// </summary>
internal static class WordXml
{
    public static XElement Read(byte[] part, string name)
    {
        try
        {
            using (var reader = Open(part))
                Check(reader);
            using var again = Open(part);
            return XDocument.Load(again, LoadOptions.PreserveWhitespace).Root!;
        }
        catch (XmlException)
        {
            throw new TextTooLargeException(TextRefusals.BadPart(name));
        }
    }

    public static bool Is(this XElement element, string name) => element.Name.LocalName == name;

    public static XElement? Child(this XElement? element, string name) =>
        element?.Elements().FirstOrDefault(child => child.Is(name));

    public static IEnumerable<XElement> Children(this XElement? element, string name) =>
        element?.Elements().Where(child => child.Is(name)) ?? [];

    public static string? Value(this XElement? element, string name = "val") =>
        element?.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == name)?.Value;

    public static int? Number(this XElement? element, string name = "val") =>
        int.TryParse(
            element.Value(name),
            System.Globalization.NumberStyles.AllowLeadingSign,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>A property that is on where it only stands; null where it does not stand.</summary>
    public static bool? Switch(this XElement? properties, string name) =>
        properties.Child(name) is { } found ? found.Value() is not ("0" or "false" or "off" or "none") : null;

    private static XmlReader Open(byte[] part) =>
        XmlReader.Create(
            new MemoryStream(part),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = ImportLimits.MostUnpacked,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            }
        );

    private static void Check(XmlReader reader)
    {
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.Depth >= ImportLimits.MostDepth)
                throw new TextTooLargeException(
                    TextRefusals.TooMuch("elements within one another", ImportLimits.MostDepth)
                );
            if (++elements > ImportLimits.MostElements)
                throw new TextTooLargeException(TextRefusals.TooMuch("elements", ImportLimits.MostElements));
        }
    }
}
