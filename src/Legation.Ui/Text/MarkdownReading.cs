using Markdig;
using Markdig.Syntax;

namespace Legation.Ui;

/// <summary>Reads Markdown, in one dialect for all that is shown and divided.</summary>
internal static class MarkdownReading
{
    internal static readonly MarkdownPipeline Dialect = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseGridTables()
        .UseFootnotes()
        .UseListExtras()
        .DisableHtml()
        .UsePreciseSourceLocation()
        .Build();

    /// <summary>The text as the parser has it; null where it nests deeper than the parser goes, as no author writes.</summary>
    public static MarkdownDocument? Of(string text)
    {
        try
        {
            return Markdown.Parse(text, Dialect);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
