using AngleSharp.Dom;
using Ganss.Xss;
using Markdig;

namespace Legation.Ui;

/// <summary>Markdown to HTML that is safe to show beside anybody's work.</summary>
/// <remarks>
/// Raw HTML is off in the parser, and what comes out is cleaned again: the text was signed somewhere else,
/// by a node that we do not run. Pictures are dropped, for they would ask another host.
/// </remarks>
public sealed class MarkdownRenderer
{
    internal static readonly MarkdownPipeline Dialect = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseGridTables()
        .UseFootnotes()
        .UseListExtras()
        .DisableHtml()
        .Build();

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
    public string ToHtml(string text, string anchor)
    {
        var body = sanitizer.SanitizeDom(Markdown.ToHtml(text, Dialect)).Body!;
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
