using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Legation.TextImport.Html;

/// <summary>The lists of Word on the clipboard: paragraphs that carry their number as words, and say so in their style.</summary>
internal static partial class WordList
{
    /// <summary>Level and number of a paragraph; null if it belongs to no list.</summary>
    public static (int Level, string? Number)? NumberOf(IElement paragraph)
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

    /// <summary>Whether an element holds the number of a paragraph, which is read with the paragraph.</summary>
    public static bool IsReadSign(IElement element) =>
        IsSign(element)
        && element.Closest("p, h1, h2, h3, h4, h5, h6") is { } paragraph
        && NumberOf(paragraph) is not null;

    private static bool IsSign(IElement element) =>
        InlineStyle.ValueOf(element, "mso-list") is { } style && style.StartsWith("ignore", StringComparison.Ordinal);

    // Word draws round and square bullets with letters of its symbol fonts.
    private static bool IsBullet(string sign) => sign is "o" or "§" or "Ø" or "ü" or "v" or "q" or "n" or "l" or "à";

    [GeneratedRegex(@"\blevel([1-9])\b")]
    private static partial Regex Level();
}
