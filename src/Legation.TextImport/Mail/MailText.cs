using System.Text.RegularExpressions;
using Legation.TextImport.Blocks;
using Legation.TextImport.Html;

namespace Legation.TextImport.Mail;

/// <summary>Reads a part of a mail that is text: a page, or lines as they were typed.</summary>
internal static partial class MailText
{
    public static IEnumerable<Block> Read(MimeKit.TextPart part, DroppedParts dropped, Allowance allowance)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        var letters = MailLetters.Read(content.ToArray(), part.ContentType.Charset);
        return part.IsHtml
            ? HtmlReader.Read(HtmlPage.Read(letters), dropped, allowance)
            : Lines(part.IsFlowed ? Unfolded(letters) : letters, dropped, allowance);
    }

    /// <summary>Paragraphs as empty lines divide them; a line that begins with a number or a dash begins one of its own.</summary>
    private static IEnumerable<Block> Lines(string letters, DroppedParts dropped, Allowance allowance)
    {
        List<Run> open = [];
        foreach (var line in letters.ReplaceLineEndings("\n").Split('\n'))
        {
            allowance.Check();
            var words = allowance.Count(PlainText.Of(line, dropped)).Trim();
            var bullet = Bullet().Match(words);
            if (open.Count > 0 && (words.Length == 0 || bullet.Success || Number().IsMatch(words)))
            {
                yield return new ParagraphBlock(open);
                open = [];
            }
            if (bullet.Success)
                yield return new ItemBlock(0, null, [new Run(words[bullet.Length..])]);
            else if (words.Length > 0)
                Add(open, words);
        }
        if (open.Count > 0)
            yield return new ParagraphBlock(open);
    }

    private static void Add(List<Run> open, string words)
    {
        if (open.Count > 0)
            open.Add(Run.Break);
        open.Add(new Run(words));
    }

    // A space at a line's end says that it goes on (RFC 3676 §4.1), save behind the sign of a signature.
    private static string Unfolded(string letters) => Fold().Replace(letters.ReplaceLineEndings("\n"), " ");

    [GeneratedRegex(@"(?<!(?:^|\n)--) \n")]
    private static partial Regex Fold();

    [GeneratedRegex(@"\A[-*•・]\s+(?=\S)")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\A[0-9]{1,9}[.)]\s+\S")]
    private static partial Regex Number();
}
