using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>How much XML is read before it is refused.</summary>
/// <param name="Bytes">Of the whole text.</param>
/// <param name="Elements">In the whole text.</param>
internal sealed record XmlLimits(int Bytes, int Elements);

/// <summary>
/// Reads XML from anybody: no document type (so no entities of its own), nothing fetched, and refused while it streams as
/// soon as a limit is passed, before a tree of it is built.
/// </summary>
internal static class BoundedXml
{
    private const int MostDepth = 32;

    internal static XElement? Read(ReadOnlyMemory<byte> xml, XmlLimits limits, XmlFindings findings)
    {
        if (xml.Length > limits.Bytes)
        {
            findings.Problem($"must have at most {Number(limits.Bytes)} bytes");
            return null;
        }
        var bytes = xml.ToArray();
        try
        {
            using (var reader = Open(bytes, limits))
                if (Excess(reader, limits) is { } rule)
                {
                    findings.Problem((IXmlLineInfo)reader, rule);
                    return null;
                }
            using var again = Open(bytes, limits);
            return XDocument.Load(again, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root;
        }
        catch (XmlException failure)
        {
            findings.Problem($"must be XML without a document type: {failure.Message}");
        }
        return null;
    }

    private static XmlReader Open(byte[] xml, XmlLimits limits) =>
        XmlReader.Create(
            new MemoryStream(xml),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = limits.Bytes,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            }
        );

    private static string? Excess(XmlReader reader, XmlLimits limits)
    {
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.Depth >= MostDepth)
                return $"stands deeper than {Number(MostDepth)} elements";
            if (++elements > limits.Elements)
                return $"is one of more than {Number(limits.Elements)} elements";
        }
        return null;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
