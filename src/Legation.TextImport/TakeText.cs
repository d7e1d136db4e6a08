using Legation.TextImport.Blocks;
using Legation.TextImport.Html;
using Legation.TextImport.Word;
using Legation.TextImport.Writing;

namespace Legation.TextImport;

/// <summary>
/// Makes Markdown of texts that were written elsewhere. They may come from anybody and hold anything: what they would run or
/// fetch is neither run nor fetched, and their size is bounded by <see cref="ImportLimits"/>.
/// </summary>
public static class TakeText
{
    /// <summary>A page, or what a program put on the clipboard as one.</summary>
    /// <param name="html">HTML, whole or a part.</param>
    /// <param name="firstNote">The number of its first footnote: those before it are taken.</param>
    public static TakenText FromHtml(string html, int firstNote = 1)
    {
        ArgumentNullException.ThrowIfNull(html);
        return Take(dropped => HtmlReader.Read(HtmlPage.Read(html), dropped), firstNote);
    }

    /// <summary>A Word file, .docx (ECMA-376).</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="firstNote">The number of its first footnote: those before it are taken.</param>
    public static TakenText FromWord(byte[] file, int firstNote = 1)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Take(dropped => WordReader.Read(file, dropped), firstNote);
    }

    private static TakenText Take(Func<DroppedParts, IReadOnlyList<Block>> read, int firstNote)
    {
        var dropped = new DroppedParts();
        try
        {
            var text = new MarkdownWriter(dropped, Math.Max(1, firstNote)).Write(read(dropped));
            return text.Length == 0 ? TakenText.Not(TextRefusals.Empty) : new TakenText(text, dropped.All());
        }
        catch (TextTooLargeException excess)
        {
            return TakenText.Not(excess.Refusal);
        }
    }
}
