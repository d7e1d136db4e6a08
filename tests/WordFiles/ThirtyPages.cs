using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Legation.Testing;

/// <summary>A report of thirty pages, as a file of Word and as Word puts it on the clipboard.</summary>
internal static class ThirtyPages
{
    private const int Pages = 30;
    private static readonly ImmutableArray<string> Words =
    [
        .. "counsellor ministry paper answer round inspections budget reading committee delegation proposal treaty draft clause Monday agreed".Split(
            ' '
        ),
    ];

    public static byte[] AsWordFile()
    {
        var file = new WordFile
        {
            Numbering = WordFile.List(0, ("decimal", "%1."), ("lowerLetter", "(%2)")) + WordFile.Use(1, 0),
        };
        for (var page = 1; page <= Pages; page++)
        {
            file.Heading(1 + page % 3, Text($"Part {page}"));
            for (var i = 0; i < 6; i++)
                file.Paragraph(
                    WordFile.Words(Sentence(100 * page + i))
                        + WordFile.Bold("Agreed: ")
                        + WordFile.Words(Sentence(-100 * page - i))
                        + file.Note("See page " + Text($"{i}.")),
                    WordFile.NumberedBy(1, i % 3 == 2 ? 1 : 0)
                );
            file.Table(
                ["State", "Position", "Since"],
                ["One", "For", "2024"],
                ["Two", "Against", "2025"],
                ["Three", "Open", "–"]
            );
        }
        return file.ToBytes();
    }

    public static string AsClipboard()
    {
        var (body, notes) = (new StringBuilder(), new StringBuilder());
        var number = 0;
        for (var page = 1; page <= Pages; page++)
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $"<h2 style='mso-pagination:widow-orphan;page-break-after:avoid'>Part {page}<o:p></o:p></h2>\n"
            );
            for (var i = 0; i < 6; i++)
                Paragraph(body, notes, ++number);
            body.Append("<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'>");
            foreach (var row in new[] { "State Position Since", "One For 2024", "Two Against 2025", "Three Open –" })
                body.Append("<tr style='mso-yfti-irow:0'>")
                    .AppendJoin(
                        "",
                        row.Split(' ')
                            .Select(cell =>
                                $"<td width=200 valign=top style='width:150pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt'><p class=MsoNormal><span lang=EN-GB style='mso-ansi-language:EN-GB'>{cell}<o:p></o:p></span></p></td>"
                            )
                    )
                    .Append("</tr>");
            body.Append("</table>\n");
        }
        return "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=EN-GB><!--StartFragment-->"
            + body
            + "<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width=\"33%\">"
            + notes
            + "</div><!--EndFragment--></body></html>";
    }

    private static void Paragraph(StringBuilder body, StringBuilder notes, int number)
    {
        var mark = Text($"{number}");
        body.Append(
            CultureInfo.InvariantCulture,
            $"<p class=MsoListParagraphCxSpMiddle style='margin-left:18.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-GB style='mso-fareast-font-family:Calibri'><span style='mso-list:Ignore'>{mark}.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=EN-GB style='mso-ansi-language:EN-GB'>{Sentence(number)}</span><b><span lang=EN-GB>Agreed: </span></b><span lang=EN-GB>{Sentence(-number)}</span><a style='mso-footnote-id:ftn{mark}' href=\"#_ftn{mark}\" name=\"_ftnref{mark}\" title=\"\"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[{mark}]</span><![endif]></span></span></a><o:p></o:p></p>\n"
        );
        notes.Append(
            CultureInfo.InvariantCulture,
            $"<div style='mso-element:footnote' id=ftn{mark}><p class=MsoFootnoteText><a style='mso-footnote-id:ftn{mark}' href=\"#_ftnref{mark}\" name=\"_ftn{mark}\" title=\"\"><span class=MsoFootnoteReference>[{mark}]</span></a><span lang=EN-GB> See page {mark}.<o:p></o:p></span></p></div>"
        );
    }

    // Unlike any other, so that it packs as texts do and not as one that repeats itself.
    private static string Sentence(int number)
    {
        var random = new Random(number);
        return "The " + string.Join(' ', Enumerable.Range(0, 36).Select(_ => Words[random.Next(Words.Length)])) + ". ";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
