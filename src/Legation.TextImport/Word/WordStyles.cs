using System.Globalization;
using System.Xml.Linq;

namespace Legation.TextImport.Word;

/// <summary>What the styles of a file say: what is a heading, what is numbered, what is bold, italic or hidden.</summary>
internal sealed class WordStyles
{
    private const int MostBases = 20;
    private readonly Dictionary<string, XElement> styles = new(StringComparer.Ordinal);

    public WordStyles(XElement? part)
    {
        foreach (var style in part.Children("style"))
            if (style.Value("styleId") is { } id)
                styles.TryAdd(id, style);
    }

    /// <summary>The level of a heading, 1 being the highest; null for other paragraphs.</summary>
    public int? Heading(XElement? properties)
    {
        var own = properties.Child("outlineLvl").Number();
        var level =
            own
            ?? Of(properties)
                .Select(style => style.Child("pPr").Child("outlineLvl").Number() ?? Named(style))
                .FirstOrDefault(found => found is not null);
        return level is >= 0 and < 9 ? level + 1 : null;
    }

    /// <summary>Numbering that its style gives a paragraph.</summary>
    public XElement? Numbering(XElement? properties) =>
        Of(properties).Select(style => style.Child("pPr").Child("numPr")).FirstOrDefault(found => found is not null);

    /// <summary>Numbering that a style of lists names.</summary>
    public XElement? NumberingOf(string style) => Chain(style).FirstOrDefault().Child("pPr").Child("numPr");

    /// <summary>The styles of a paragraph, its own first.</summary>
    public IEnumerable<string> Names(XElement? properties) => Of(properties).Select(style => style.Value("styleId")!);

    /// <summary>Whether a property such as <c>b</c> is on for a run.</summary>
    public bool IsOn(string name, XElement? run, XElement? paragraph) =>
        run.Switch(name) ?? In(Chain(run.Child("rStyle").Value()), name) ?? In(Of(paragraph), name) ?? false;

    private static bool? In(IEnumerable<XElement> chain, string name) =>
        chain.Select(style => style.Child("rPr").Switch(name)).FirstOrDefault(found => found is not null);

    private IEnumerable<XElement> Of(XElement? properties) => Chain(properties.Child("pStyle").Value());

    private IEnumerable<XElement> Chain(string? id)
    {
        for (var i = 0; i < MostBases && id is not null && styles.TryGetValue(id, out var style); i++)
        {
            yield return style;
            id = style.Child("basedOn").Value();
        }
    }

    // Word's own names are English in every language of its screens.
    private static int? Named(XElement style)
    {
        var name = style.Child("name").Value();
        if (string.Equals(name, "Title", StringComparison.OrdinalIgnoreCase))
            return 0;
        return
            name?.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) == true
            && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            ? level - 1
            : null;
    }
}
