using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Legation.TextImport.Html;

/// <summary>The lists of Word on the clipboard: paragraphs that carry their number as words, and say so in their style.</summary>
internal sealed partial class WordList
{
    private readonly Dictionary<IElement, (int Level, string? Number)?> known = [];

    /// <summary>Level and number of a paragraph; null if it belongs to no list.</summary>
    public (int Level, string? Number)? NumberOf(IElement paragraph) =>
        known.TryGetValue(paragraph, out var found) ? found : known[paragraph] = Read(paragraph);

    /// <summary>Whether an element holds the number of a paragraph, which is read with the paragraph.</summary>
    public bool IsReadSign(IElement element) =>
        IsSign(element) && ParagraphOf(element) is { } paragraph && NumberOf(paragraph) is not null;

    private static IElement? ParagraphOf(IElement element)
    {
        var above = element.ParentElement;
        while (above is not (null or { LocalName: "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" }))
            above = above.ParentElement;
        return above;
    }

    private static (int Level, string? Number)? Read(IElement paragraph)
    {
        if (
            InlineStyle.ValueOf(paragraph, "mso-list") is not { } style
            || Level().Match(style) is not { Success: true } level
        )
            return null;
        var sign = paragraph.QuerySelectorAll("span").FirstOrDefault(IsSign)?.TextContent.Trim();
        if (string.IsNullOrEmpty(sign))
            return null;
        return (
            int.Parse(level.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1,
            sign.Any(char.IsLetterOrDigit) && !IsBullet(sign) ? sign : null
        );
    }

    private static bool IsSign(IElement element) =>
        InlineStyle.ValueOf(element, "mso-list") is { } style && style.StartsWith("ignore", StringComparison.Ordinal);

    // Word draws round and square bullets with letters of its symbol fonts.
    private static bool IsBullet(string sign) => sign is "o" or "§" or "Ø" or "ü" or "v" or "q" or "n" or "l" or "à";

    [GeneratedRegex(@"\blevel([1-9])\b")]
    private static partial Regex Level();
}
