using System.Globalization;

namespace Legation.TextImport;

/// <summary>Counts what is not taken over while a text is read.</summary>
internal sealed class DroppedParts
{
    private readonly int[] counts = new int[Enum.GetValues<TextPart>().Length];

    public void Add(TextPart part, int count = 1) => counts[(int)part] += count;

    public IReadOnlyList<DroppedPart> All() =>
        [
            .. Enum.GetValues<TextPart>()
                .Where(part => counts[(int)part] > 0)
                .Select(part => new DroppedPart(part, counts[(int)part], Words(part, counts[(int)part]))),
        ];

    private static string Words(TextPart part, int count) =>
        part switch
        {
            TextPart.Picture => Number(count, "picture"),
            TextPart.Comment => Number(count, "comment"),
            TextPart.TrackedChange => "tracked changes (the text was taken as if all were accepted)",
            TextPart.HiddenText => $"hidden text in {Number(count, "place")}",
            TextPart.MergedCell =>
                $"{Number(count, "merged cell")} (the text stands in the first of those they covered)",
            TextPart.NestedTable => $"{Number(count, "table")} within tables (the words stand in the outer cell)",
            TextPart.CellLine => $"line breaks in {Number(count, "cell")} of tables",
            TextPart.Link => $"{Number(count, "address", "addresses")} of links (the words stay)",
            TextPart.Emphasis => $"bold or italic in {Number(count, "place")}",
            TextPart.StruckText => $"the line through struck text in {Number(count, "place")} (the words stay)",
            TextPart.Formula => $"the form of {Number(count, "formula")} (the signs stay)",
            TextPart.TextBox =>
                $"the place of {Number(count, "text box", "text boxes")} (the text follows its paragraph)",
            TextPart.PageHead => "heads and feet of its pages",
            TextPart.Embedded => Number(count, "embedded object"),
            TextPart.FormField => Number(count, "form field"),
            TextPart.Symbol => Number(count, "sign of a symbol font", "signs of a symbol font"),
            TextPart.DirectionMark => Number(
                count,
                "mark that turns the direction of writing",
                "marks that turn the direction of writing"
            ),
            TextPart.ControlSign => Number(count, "sign that cannot be shown", "signs that cannot be shown"),
            TextPart.Script => Number(count, "script"),
            TextPart.LongSubject => "the end of its subject, which has more than 2000 characters",
            TextPart.Addressee => $"the names of {Number(count, "further addressee")}",
            TextPart.Signature => $"{Number(count, "signature")}, which nobody checked",
            TextPart.Encrypted => "what is encrypted (it is attached as it came)",
            TextPart.OutlookForm =>
                "what is within winmail.dat, a form that only Outlook reads (it is attached as it came)",
            TextPart.EmptyFile => Number(count, "empty file"),
            _ => "macros",
        };

    private static string Number(int count, string one, string? more = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : more ?? one + "s")}");
}
