using System.Globalization;
using System.Xml.Linq;

namespace Legation.TextImport.Word;

/// <summary>What the styles of a file say: what is a heading, what is numbered, what is bold, italic or hidden.</summary>
internal sealed class WordStyles
{
    private const int MostBases = 20;
    private readonly Dictionary<string, XElement> styles = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Style, string Name), bool?> known = [];

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

    /// <summary>The style that a paragraph names.</summary>
    public static string? StyleOf(XElement? properties) => properties.Child("pStyle").Value();

    /// <summary>Whether a property such as <c>b</c> is on for a run.</summary>
    public bool IsOn(string name, XElement? run, string? paragraphStyle) =>
        run.Switch(name) ?? In(run.Child("rStyle").Value(), name) ?? In(paragraphStyle, name) ?? false;

    // Asked for every run, and a style may have very many children.
    private bool? In(string? style, string name)
    {
        if (style is null)
            return null;
        if (!known.TryGetValue((style, name), out var found))
            known[(style, name)] = found = Chain(style)
                .Select(one => one.Child("rPr").Switch(name))
                .FirstOrDefault(on => on is not null);
        return found;
    }

    private IEnumerable<XElement> Of(XElement? properties) => Chain(StyleOf(properties));

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
