using System.Globalization;
using AngleSharp.Dom;

namespace Legation.TextImport.Html;

/// <summary>Numbers the items of a list as a browser would.</summary>
internal sealed class HtmlListNumbers
{
    private readonly string? form;
    private readonly bool isNumbered;
    private int next;

    public HtmlListNumbers(IElement list)
    {
        isNumbered = list.LocalName == "ol";
        form = Form(list.GetAttribute("type"), InlineStyle.ValueOf(list, "list-style-type"));
        next = Number(list.GetAttribute("start")) ?? 1;
    }

    /// <summary>The number of the next item; null for a bullet.</summary>
    public string? Next(IElement item)
    {
        if (!isNumbered || InlineStyle.ValueOf(item, "list-style-type") is "none" or "disc" or "circle" or "square")
            return null;
        next = Number(item.GetAttribute("value")) ?? next;
        var number = NumberSigns.Of(next, form) + ".";
        next = next == int.MaxValue ? next : next + 1;
        return number;
    }

    private static string? Form(string? type, string? style) =>
        (type, style) switch
        {
            ("a", _) or (_, "lower-alpha" or "lower-latin") => "lowerLetter",
            ("A", _) or (_, "upper-alpha" or "upper-latin") => "upperLetter",
            ("i", _) or (_, "lower-roman") => "lowerRoman",
            ("I", _) or (_, "upper-roman") => "upperRoman",
            (_, "cjk-ideographic" or "japanese-informal" or "korean-hanja-informal") => "japaneseCounting",
            (_, "hangul") => "ganada",
            (_, "katakana") => "aiueo",
            (_, "katakana-iroha") => "iroha",
            _ => null,
        };

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
