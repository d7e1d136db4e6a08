using System.Globalization;
using System.Xml.Linq;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Word;

/// <summary>Reads the words of paragraphs, as they are when all tracked changes are accepted.</summary>
internal sealed class WordRuns(
    WordStyles styles,
    Relations relations,
    Func<string, string, Note?> note,
    DroppedParts dropped,
    Allowance allowance
)
{
    private readonly WordFields fields = new();
    private List<Run> runs = [];
    private List<XElement> boxes = [];
    private string? style;

    /// <summary>The words, and the boxes of text that stand at them.</summary>
    public (IReadOnlyList<Run> Runs, IReadOnlyList<XElement> Boxes) Read(XElement of)
    {
        (runs, boxes, style) = ([], [], WordStyles.StyleOf(of.Child("pPr")));
        Take(of, null);
        return (runs, boxes);
    }

    private void Take(XElement within, string? link)
    {
        foreach (var child in within.Elements())
        {
            allowance.Check();
            switch (child.Name.LocalName)
            {
                case "r":
                    TakeRun(child, link);
                    break;
                case "hyperlink":
                    Take(child, Link(relations.Address(child.Value("id")), child) ?? link);
                    break;
                case "fldSimple":
                    Take(child, Link(WordField.AddressIn(child.Value("instr") ?? ""), child) ?? link);
                    break;
                case "del" or "moveFrom":
                    dropped.Add(TextPart.TrackedChange);
                    break;
                case "ins" or "moveTo":
                    dropped.Add(TextPart.TrackedChange);
                    Take(child, link);
                    break;
                case "smartTag" or "sdt" or "sdtContent" or "customXml" or "dir" or "bdo" or "oMathPara":
                    Take(child, link);
                    break;
                case "oMath":
                    TakeFormula(child);
                    break;
                case "AlternateContent":
                    Take(Chosen(child), link);
                    break;
            }
        }
    }

    private void TakeRun(XElement run, string? link)
    {
        var properties = run.Child("rPr");
        if (styles.IsOn("vanish", properties, style))
        {
            if (run.Children("t").Any())
                dropped.Add(TextPart.HiddenText);
            TakeFields(run);
            return;
        }
        var look = new Run("")
        {
            Bold = styles.IsOn("b", properties, style),
            Italic = styles.IsOn("i", properties, style),
            Link = link ?? fields.Address,
        };
        if (
            run.Children("t").Any()
            && (styles.IsOn("strike", properties, style) || styles.IsOn("dstrike", properties, style))
        )
            dropped.Add(TextPart.StruckText);
        TakeParts(run, look);
    }

    private void TakeParts(XElement run, Run look)
    {
        foreach (var part in run.Elements())
        {
            allowance.Check();
            switch (part.Name.LocalName)
            {
                case "fldChar" or "instrText":
                    TakeField(part);
                    break;
                case "ruby":
                    foreach (var read in part.Child("rubyBase").Children("r"))
                        TakeParts(read, look);
                    break;
                case "AlternateContent":
                    TakeParts(Chosen(part), look);
                    break;
                case "drawing" or "pict" or "object":
                    TakeDrawing(part);
                    break;
                case "commentReference":
                    dropped.Add(TextPart.Comment);
                    break;
                case "footnoteReference" or "endnoteReference":
                    if (note(part.Name.LocalName, part.Value("id") ?? "") is { } found)
                        runs.Add(new Run("") { Note = found });
                    break;
                default:
                    if (fields.IsText && Words(part) is { } words)
                        runs.Add(words.IsBreak ? words : look with { Text = Plain(words.Text) });
                    break;
            }
        }
    }

    private static Run? Words(XElement part) =>
        part.Name.LocalName switch
        {
            "t" => new Run(part.Value),
            "tab" or "ptab" => new Run(" "),
            "noBreakHyphen" => new Run("\u2011"),
            "cr" => Run.Break,
            "br" => part.Value("type") is "page" or "column" ? new Run(" ") : Run.Break,
            "sym" => int.TryParse(
                part.Value("char"),
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture,
                out var sign
            ) && sign is > ' ' and < 0xD800 or >= 0xE000 and <= 0xFFFF
                ? new Run(((char)sign).ToString())
                : null,
            _ => null,
        };

    // A field may begin or end among hidden words; its text is not hidden with them.
    private void TakeFields(XElement run)
    {
        foreach (var part in run.Elements())
            if (part.Name.LocalName is "fldChar" or "instrText")
                TakeField(part);
    }

    private void TakeField(XElement part)
    {
        switch (part.Value("fldCharType"))
        {
            case "begin":
                fields.Begin();
                break;
            case "separate":
                fields.BeginResult(address => Link(address));
                break;
            case "end":
                fields.End();
                break;
            case null when part.Is("instrText"):
                fields.Add(part.Value);
                break;
        }
    }

    private string Plain(string text) => allowance.Count(PlainText.Of(text, dropped));

    private string? Link(string? address, XElement words) => Link(address, Letters(words));

    private string? Link(string? address, string words = "")
    {
        // Brackets in it would end it; and who looks for markings must see them.
        var safe = words.AsSpan().IndexOfAny('[', ']') >= 0 ? null : SafeAddress.Of(address);
        if (safe is null && !string.IsNullOrEmpty(address))
            dropped.Add(TextPart.Link);
        return safe;
    }

    private void TakeFormula(XElement formula)
    {
        dropped.Add(TextPart.Formula);
        runs.Add(new Run(Plain(Letters(formula))));
    }

    private void TakeDrawing(XElement drawing)
    {
        var own = drawing.Descendants().Where(part => part.Is("txbxContent") && !IsWithin(part, drawing)).ToList();
        boxes.AddRange(own);
        dropped.Add(TextPart.TextBox, own.Count);
        if (drawing.Is("object"))
            dropped.Add(TextPart.Embedded);
        else if (own.Count == 0 || drawing.Descendants().Any(part => part.Is("blip") || part.Is("imagedata")))
            dropped.Add(TextPart.Picture);
    }

    // A box within a box is read with the outer one; what old versions of Word show in its place would be the same again.
    private static bool IsWithin(XElement part, XElement drawing) =>
        part.Ancestors()
            .TakeWhile(above => above != drawing)
            .Any(above => above.Is("txbxContent") || above.Is("Fallback"));

    private static XElement Chosen(XElement alternatives) =>
        alternatives.Child("Choice") ?? alternatives.Child("Fallback") ?? alternatives;

    private static string Letters(XElement within) =>
        string.Concat(within.Descendants().Where(part => part.Is("t")).Select(part => part.Value));
}
