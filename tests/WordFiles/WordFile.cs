using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Legation.Testing;

/// <summary>Writes Word files as Word does, part by part, so that what is wrong in them can be written too.</summary>
internal sealed class WordFile
{
    private const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";

    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private readonly StringBuilder body = new();
    private readonly StringBuilder notes = new();
    private readonly StringBuilder relations = new();
    private readonly Dictionary<string, string> more = new(StringComparer.Ordinal);
    private int lastNote;

    /// <summary>The type that the file gives its main part.</summary>
    public string ContentType { get; init; } = Main;

    /// <summary>Definitions of lists, as w:abstractNum and w:num.</summary>
    public string Numbering { get; init; } = "";

    public static string Words(string text) =>
        $"<w:r><w:t xml:space=\"preserve\">{SecurityElement.Escape(text)}</w:t></w:r>";

    public static string Bold(string text) =>
        $"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{SecurityElement.Escape(text)}</w:t></w:r>";

    public static string Italic(string text) =>
        $"<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">{SecurityElement.Escape(text)}</w:t></w:r>";

    /// <summary>A definition of a list: for each level its form and its words, such as decimal and %1.%2.</summary>
    public static string List(int id, params (string Form, string Words)[] levels)
    {
        var definition = new StringBuilder($"<w:abstractNum w:abstractNumId=\"{Text(id)}\">");
        for (var level = 0; level < levels.Length; level++)
            definition.Append(
                CultureInfo.InvariantCulture,
                $"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{levels[level].Form}\"/><w:lvlText w:val=\"{levels[level].Words}\"/></w:lvl>"
            );
        return definition.Append("</w:abstractNum>").ToString();
    }

    /// <summary>A list by that definition; it begins anew where a start is given.</summary>
    public static string Use(int number, int definition, int? start = null) =>
        $"<w:num w:numId=\"{Text(number)}\"><w:abstractNumId w:val=\"{Text(definition)}\"/>"
        + (
            start is { } from
                ? $"<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"{Text(from)}\"/></w:lvlOverride>"
                : ""
        )
        + "</w:num>";

    public WordFile Raw(string xml)
    {
        body.Append(xml);
        return this;
    }

    public WordFile Part(string name, string content)
    {
        more[name] = content;
        return this;
    }

    public WordFile Paragraph(string runs, string properties = "") =>
        Raw($"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>");

    public WordFile Heading(int level, string text) =>
        Paragraph(Words(text), $"<w:pStyle w:val=\"Heading{Text(level)}\"/>");

    public WordFile Numbered(int list, int level, string text) => Paragraph(Words(text), NumberedBy(list, level));

    public static string NumberedBy(int list, int level) =>
        $"<w:numPr><w:ilvl w:val=\"{Text(level)}\"/><w:numId w:val=\"{Text(list)}\"/></w:numPr>";

    public WordFile Table(params string[][] rows) =>
        Raw($"<w:tbl>{string.Concat(rows.Select(row => $"<w:tr>{string.Concat(row.Select(Cell))}</w:tr>"))}</w:tbl>");

    public static string Cell(string text) => $"<w:tc><w:p>{Words(text)}</w:p></w:tc>";

    /// <summary>The mark of a new footnote.</summary>
    public string Note(string text)
    {
        var id = Text(++lastNote);
        notes.Append(
            CultureInfo.InvariantCulture,
            $"<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r>{Words(" " + text)}</w:p></w:footnote>"
        );
        return $"<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>";
    }

    /// <summary>A link to an address.</summary>
    public string Link(string text, string address)
    {
        var id = "link" + Text(relations.Length);
        relations.Append(
            CultureInfo.InvariantCulture,
            $"<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"{SecurityElement.Escape(address)}\" TargetMode=\"External\"/>"
        );
        return $"<w:hyperlink r:id=\"{id}\">{Words(text)}</w:hyperlink>";
    }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, content) in Parts())
                using (var part = new StreamWriter(zip.CreateEntry(name).Open()))
                    part.Write(content);
        return stream.ToArray();
    }

    private Dictionary<string, string> Parts()
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["[Content_Types].xml"] =
                $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{ContentType}\"/></Types>",
            ["_rels/.rels"] = Relationships(Relationship("doc", "officeDocument", "word/document.xml")),
            ["word/_rels/document.xml.rels"] = Relationships(
                Relationship("s", "styles", "styles.xml")
                    + Relationship("n", "numbering", "numbering.xml")
                    + Relationship("f", "footnotes", "footnotes.xml")
                    + relations
            ),
            ["word/document.xml"] = $"<w:document {Namespaces}><w:body>{body}<w:sectPr/></w:body></w:document>",
            ["word/styles.xml"] =
                $"<w:styles {Namespaces}>{string.Concat(Enumerable.Range(1, 6).Select(HeadingStyle))}</w:styles>",
            ["word/numbering.xml"] = $"<w:numbering {Namespaces}>{Numbering}</w:numbering>",
            ["word/footnotes.xml"] = $"<w:footnotes {Namespaces}>{notes}</w:footnotes>",
        };
        foreach (var (name, content) in more)
            parts[name] = content;
        return parts;
    }

    private static string HeadingStyle(int level) =>
        $"<w:style w:type=\"paragraph\" w:styleId=\"Heading{Text(level)}\"><w:name w:val=\"heading {Text(level)}\"/><w:rPr><w:b/></w:rPr></w:style>";

    private static string Relationships(string all) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>";

    private static string Relationship(string id, string kind, string target) =>
        $"<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
