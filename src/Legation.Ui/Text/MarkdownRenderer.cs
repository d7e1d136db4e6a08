using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Ganss.Xss;
using Markdig;

namespace Legation.Ui;

/// <summary>Markdown to HTML that is safe to show beside anybody's work.</summary>
/// <remarks>
/// Raw HTML is off in the parser, and what comes out is cleaned again: the text was signed somewhere else,
/// by a node that we do not run. Pictures are dropped, for they would ask another host.
/// </remarks>
public sealed partial class MarkdownRenderer
{
    private readonly HtmlSanitizer sanitizer = new(
        new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "p",
                "br",
                "hr",
                "em",
                "strong",
                "del",
                "sub",
                "sup",
                "blockquote",
                "code",
                "pre",
                "ol",
                "ul",
                "li",
                "a",
                "div",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "colgroup",
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "href",
                "id",
                "start",
                "type",
                "colspan",
                "rowspan",
            },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "https", "http", "mailto" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        }
    );

    /// <summary>Prepares parser and cleaning; one for all pages.</summary>
    public MarkdownRenderer()
    {
        sanitizer.RemovingAttribute += (_, e) => KeepAlignment(e.Tag, e.Attribute);
        sanitizer.PostProcessNode += (_, e) => KeepOnlyFootnoteIds(e.Node);
    }

    /// <summary>The text as HTML for a page on which it is the only one with footnotes.</summary>
    /// <param name="text">Markdown.</param>
    public string ToHtml(string text) => ToHtml(text, "#");

    /// <summary>The text as HTML for a page with several, whose footnotes must not be mixed up.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="anchor">What footnotes' addresses begin with: the page's path, “#”, and a prefix for their ids.</param>
    /// <param name="signs">Marks for the places that <see cref="PlaceOf"/> made in the text.</param>
    public string ToHtml(string text, string anchor, IReadOnlyList<LabelShown> signs) =>
        signs.Count == 0
            ? ToHtml(text, anchor)
            : Place().Replace(ToHtml(text, anchor), found => Sign(signs, found.Groups[1].ValueSpan));

    /// <summary>The text as HTML for a page with several, whose footnotes must not be mixed up.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="anchor">What footnotes' addresses begin with: the page's path, “#”, and a prefix for their ids.</param>
    public string ToHtml(string text, string anchor)
    {
        var body = sanitizer.SanitizeDom(Html(text)).Body!;
        var prefix = anchor[(anchor.IndexOf('#', StringComparison.Ordinal) + 1)..];
        foreach (var element in body.QuerySelectorAll("[id]"))
        {
            element.Id = prefix + element.Id;
        }
        foreach (var link in body.QuerySelectorAll("a[href^='#']"))
        {
            link.SetAttribute("href", anchor + link.GetAttribute("href")![1..]);
        }
        return body.InnerHtml;
    }

    // What cannot be read as Markdown is shown as it was written.
    private static string Html(string text) =>
        MarkdownReading.Of(text) is { } document
            ? document.ToHtml(MarkdownReading.Dialect)
            : $"<pre>{HtmlEncoder.Default.Encode(text)}</pre>";

    /// <summary>Stands in a text for the mark of that number.</summary>
    public static string PlaceOf(int sign) =>
        string.Create(CultureInfo.InvariantCulture, $"{PlaceStart}{sign}{PlaceEnd}");

    /// <summary>The text without what could pass for a place of a mark; everything else stays where it was.</summary>
    public static string WithoutPlaces(string text) => text.Replace(PlaceStart, '\uFFFD').Replace(PlaceEnd, '\uFFFD');

    private static string Sign(IReadOnlyList<LabelShown> signs, ReadOnlySpan<char> number)
    {
        var sign = signs[int.Parse(number, CultureInfo.InvariantCulture)];
        var (text, full) = (HtmlEncoder.Default.Encode(sign.Short), HtmlEncoder.Default.Encode(sign.Full));
        return sign.IsLapsed
            ? $"""<span class="mark lapsed" title="{full}">({text})</span>"""
            : $"""<span class="mark" data-class="{sign.Colour}" title="{full}">({text})</span>""";
    }

    // Characters for private use, which no text means anything by.
    private const char PlaceStart = '\uE000';
    private const char PlaceEnd = '\uE001';

    [GeneratedRegex("\uE000([0-9]+)\uE001")]
    private static partial Regex Place();

    // A column of figures is aligned by a style attribute, which the page's content policy refuses; a class says the same.
    private static void KeepAlignment(IElement cell, IAttr attribute)
    {
        if (attribute.Name is "style" && attribute.Value.Contains("text-align: right", StringComparison.Ordinal))
        {
            cell.ClassName = "num";
        }
    }

    // An id of the text's choosing could shadow one of the page's own.
    private static void KeepOnlyFootnoteIds(INode node)
    {
        if (node is IElement { Id: { } id } element && !id.StartsWith("fn", StringComparison.Ordinal))
        {
            element.RemoveAttribute("id");
        }
    }
}
