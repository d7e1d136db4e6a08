using System.Globalization;
using AngleSharp.Dom;

namespace Legation.TextImport.Html;

/// <summary>What a style attribute says that matters here. Style sheets are not read: they say how it looked.</summary>
internal readonly record struct InlineStyle(bool? Bold, bool? Italic, bool IsHidden, bool IsStruck)
{
    private const int BoldFrom = 600;

    public static InlineStyle Of(IElement element)
    {
        var style = new InlineStyle();
        foreach (var (name, value) in Declarations(element))
            style = name switch
            {
                "font-weight" => style with { Bold = IsBold(value) },
                "font-style" => style with { Italic = value is "italic" or "oblique" },
                "text-decoration" or "text-decoration-line" => style with
                {
                    IsStruck = value.Contains("line-through", StringComparison.Ordinal),
                },
                "display" when value == "none" => style with { IsHidden = true },
                "visibility" when value is "hidden" or "collapse" => style with { IsHidden = true },
                "mso-hide" when value == "all" => style with { IsHidden = true },
                "font-size" when value is "0" or "0px" or "0pt" or "0em" => style with { IsHidden = true },
                "opacity" when value is "0" or "0.0" => style with { IsHidden = true },
                _ => style,
            };
        return style;
    }

    /// <summary>What Word says in a style of its own, such as <c>mso-list</c>; null if nothing.</summary>
    public static string? ValueOf(IElement element, string name)
    {
        foreach (var (declared, value) in Declarations(element))
            if (declared == name)
                return value;
        return null;
    }

    private static IEnumerable<(string Name, string Value)> Declarations(IElement element)
    {
        if (element.GetAttribute("style") is not { Length: > 0 } style)
            yield break;
        foreach (var declaration in style.Split(';'))
            if (declaration.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                yield return (
                    declaration[..colon].Trim().ToLowerInvariant(),
                    declaration[(colon + 1)..]
                        .Replace("!important", "", StringComparison.OrdinalIgnoreCase)
                        .Trim()
                        .ToLowerInvariant()
                );
    }

    private static bool IsBold(string value) =>
        value is "bold" or "bolder"
        || int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight >= BoldFrom;
}
