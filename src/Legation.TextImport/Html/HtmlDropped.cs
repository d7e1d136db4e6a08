using AngleSharp.Dom;

namespace Legation.TextImport.Html;

/// <summary>Which elements are not text, and which of them are said to be missing.</summary>
internal static class HtmlDropped
{
    /// <summary>What is missing without the element; null if it is read.</summary>
    public static TextPart? PartOf(IElement element) =>
        element.LocalName switch
        {
            "script" => TextPart.Script,
            "img" or "picture" or "svg" or "canvas" or "map" => TextPart.Picture,
            "iframe" or "frame" or "frameset" or "object" or "embed" or "applet" or "audio" or "video" =>
                TextPart.Embedded,
            "input" when element.GetAttribute("type") is "hidden" => null,
            "input" or "select" or "textarea" or "button" or "datalist" or "meter" or "progress" => TextPart.FormField,
            "del" => TextPart.TrackedChange,
            "math" => TextPart.Formula,
            _ => OfWord(element) ?? (IsHidden(element) ? TextPart.HiddenText : null),
        };

    /// <summary>Whether there is no text in it that anybody has seen.</summary>
    public static bool IsNothing(IElement element) =>
        element.LocalName
            is "style"
                or "head"
                or "title"
                or "meta"
                or "link"
                or "base"
                or "template"
                or "noscript"
                or "noframes"
                or "input"
                or "param"
                or "source"
                or "track"
                or "xml"
                or "rp"
        || InlineStyle.ValueOf(element, "mso-element") is "comment-list"
        || InlineStyle.ValueOf(element, "mso-special-character") is "comment"
        || element.ClassName is "MsoCommentReference" or "msocomanchor" or "msocomoff";

    /// <summary>Whether a line begins and ends with it.</summary>
    public static bool IsBlock(string name) =>
        name
            is "p"
                or "div"
                or "section"
                or "article"
                or "aside"
                or "header"
                or "footer"
                or "nav"
                or "main"
                or "address"
                or "blockquote"
                or "center"
                or "dl"
                or "dt"
                or "dd"
                or "figure"
                or "figcaption"
                or "pre"
                or "hr"
                or "fieldset"
                or "legend"
                or "form"
                or "details"
                or "summary"
                or "li"
                or "body"
                or "html"
                or "caption"
                or "td"
                or "th"
                or "tr"
                or "option";

    private static TextPart? OfWord(IElement element) =>
        InlineStyle.ValueOf(element, "mso-element") switch
        {
            "comment" => TextPart.Comment,
            "header" or "footer" => TextPart.PageHead,
            _ => null,
        };

    // What Word hides on the clipboard it did not hide from its author.
    private static bool IsHidden(IElement element) =>
        (element.HasAttribute("hidden") || InlineStyle.Of(element).IsHidden)
        && !string.IsNullOrWhiteSpace(element.TextContent);
}
