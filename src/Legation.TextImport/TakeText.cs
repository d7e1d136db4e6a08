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
    /// <summary>The refusal of a file that is not even read.</summary>
    public static TakenText TooLarge { get; } = TakenText.Not(TextRefusals.FileTooLarge);

    /// <summary>A page, or what a program put on the clipboard as one.</summary>
    /// <param name="html">HTML, whole or a part.</param>
    /// <param name="firstNote">The number of its first footnote: those before it are taken.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static TakenText FromHtml(string html, int firstNote = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(html);
        return Take(
            (dropped, allowance) => HtmlReader.Read(HtmlPage.Read(html), dropped, allowance),
            firstNote,
            cancellation
        );
    }

    /// <summary>A file, whichever of the two it is.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="charset">How the letters of a page are encoded, if that is known.</param>
    /// <param name="firstNote">The number of its first footnote: those before it are taken.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static TakenText FromFile(
        byte[] file,
        string? charset = null,
        int firstNote = 1,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(file);
        return FileForms.Of(file) switch
        {
            FileForm.Word => FromWord(file, firstNote, cancellation),
            FileForm.Page => FromHtml(PageEncoding.Read(file, charset), firstNote, cancellation),
            _ => TakenText.Not(TextRefusals.NoText),
        };
    }

    /// <summary>A Word file, .docx (ECMA-376).</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="firstNote">The number of its first footnote: those before it are taken.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static TakenText FromWord(byte[] file, int firstNote = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Take((dropped, allowance) => WordReader.Read(file, dropped, allowance), firstNote, cancellation);
    }

    private static TakenText Take(
        Func<DroppedParts, Allowance, IReadOnlyList<Block>> read,
        int firstNote,
        CancellationToken cancellation
    )
    {
        var allowance = new Allowance(cancellation);
        var dropped = new DroppedParts();
        try
        {
            var text = new MarkdownWriter(dropped, allowance, Math.Max(1, firstNote)).Write(read(dropped, allowance));
            return text.Length == 0 ? TakenText.Not(TextRefusals.Empty) : new TakenText(text, dropped.All());
        }
        catch (TextTooLargeException excess)
        {
            return TakenText.Not(excess.Refusal);
        }
    }
}
