using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Legation.Ui;

/// <summary>
/// Divides a Markdown text into what its author takes for paragraphs: blocks between blank lines; each item of a numbered
/// list, with all that is in it, and each heading by itself; footnotes and addresses of links where they are written.
/// </summary>
public static class MarkdownParagraphs
{
    /// <summary>The paragraphs in order. Together they are the whole text.</summary>
    public static IReadOnlyList<MarkdownParagraph> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (MarkdownReading.Of(text) is not { } document)
            return [new MarkdownParagraph(0, text.Length) { IsUnread = true, Code = [0..text.Length] }];
        var lines = new TextLines(text);
        var blocks = document.Where(block => block is not LinkReferenceDefinitionGroup and not FootnoteGroup).ToList();
        var starts = new SortedDictionary<int, MarkdownParagraph>();
        Block? before = null;
        foreach (var block in blocks)
        {
            foreach (var (part, number) in Parts(block))
                if (number is not null || !Continues(block, before, lines))
                    starts[lines.StartOf(part.Line)] = new MarkdownParagraph(0, 0)
                    {
                        Number = number,
                        Words = WordsOf(part, text),
                    };
            before = block;
        }
        var spans = blocks.ConvertAll(block => block.Span.Start);
        foreach (var address in Addresses(document))
            if (
                Last(spans, lines.StartOf(address.Line)) is var at
                && (at < 0 || blocks[at].Span.End < lines.StartOf(address.Line))
            )
                starts[lines.StartOf(address.Line)] = Aside(address, text);
        return Divided(starts, document, text, lines);
    }

    private static IEnumerable<(Block Part, int? Number)> Parts(Block block) =>
        block is ListBlock { IsOrdered: true, BulletType: '1' } list
            ? list.Select((item, i) => (item, (int?)(First(list) + i)))
            : [(block, null)];

    private static int First(ListBlock list) =>
        int.TryParse(list.OrderedStart, System.Globalization.CultureInfo.InvariantCulture, out var first) ? first : 1;

    // Without a blank line between them an introduction and its bullets, or a line and the table below it, are one.
    private static bool Continues(Block block, Block? before, TextLines lines) =>
        before is not null and not HeadingBlock && block is not HeadingBlock && !lines.IsBlank(block.Line - 1);

    /// <summary>The last of the places that is not behind one; -1 if all are.</summary>
    private static int Last(List<int> places, int at) =>
        places.BinarySearch(at) is >= 0 and var found ? found : ~places.BinarySearch(at) - 1;

    private static IEnumerable<LinkReferenceDefinition> Addresses(MarkdownDocument document) =>
        document.OfType<LinkReferenceDefinitionGroup>().SelectMany(group => group).OfType<LinkReferenceDefinition>();

    private static MarkdownParagraph Aside(LinkReferenceDefinition address, string text) =>
        new(0, 0)
        {
            Label = address.Label,
            IsAddress = address is not FootnoteLinkReferenceDefinition,
            Words = address is FootnoteLinkReferenceDefinition note ? WordsOf(note.Footnote, text) : null,
        };

    private static List<MarkdownParagraph> Divided(
        SortedDictionary<int, MarkdownParagraph> starts,
        MarkdownDocument document,
        string text,
        TextLines lines
    )
    {
        var at = starts.Keys.ToList();
        var divided = new List<MarkdownParagraph>(at.Count);
        for (var i = 0; i < at.Count; i++)
        {
            // Whatever stands before the first one is its.
            var (start, end) = (i == 0 ? 0 : at[i], i + 1 < at.Count ? at[i + 1] : text.Length);
            var part = starts[at[i]];
            // Of an empty footnote the parser makes one that stands nowhere.
            var words = part.Words >= start && part.Words <= end ? part.Words : null;
            divided.Add(part with { Start = start, End = end, Words = words });
        }
        var addresses = Addresses(document).ToLookup(address => Math.Max(0, Last(at, lines.StartOf(address.Line))));
        var leaves = document.Descendants<LeafBlock>().ToLookup(leaf => Math.Max(0, Last(at, leaf.Span.Start)));
        return
        [
            .. divided.Select(
                (part, i) =>
                    part with
                    {
                        Explains = [.. addresses[i].Select(address => address.Label).OfType<string>()],
                        RefersTo = [.. leaves[i].SelectMany(References).Distinct()],
                        Code = [.. leaves[i].OfType<CodeBlock>().Select(code => code.Span.Start..(code.Span.End + 1))],
                        FencedCode =
                        [
                            .. leaves[i].OfType<FencedCodeBlock>().Select(code => code.Span.Start..(code.Span.End + 1)),
                        ],
                        InlineCode = [.. leaves[i].SelectMany(leaf => InlineCode(leaf, text))],
                        Links = [.. leaves[i].SelectMany(leaf => Links(leaf, text)).Order()],
                    }
            ),
        ];
    }

    private static IEnumerable<Inline> Inlines(LeafBlock leaf) => leaf.Inline?.Descendants().OfType<Inline>() ?? [];

    // In drawn tables and behind tabs the parser miscounts; what is not found where it says counts as text.
    private static IEnumerable<Range> InlineCode(LeafBlock leaf, string text) =>
        Inlines(leaf)
            .OfType<CodeInline>()
            .Select(code => code.Span)
            .Where(span => span.Start < span.End && span.End < text.Length)
            .Where(span => text[span.Start] == '`' && text[span.End] == '`')
            .Select(span => span.Start..(span.End + 1));

    private static IEnumerable<int> Links(LeafBlock leaf, string text) =>
        Inlines(leaf)
            .Where(inline => inline is LinkInline or FootnoteLink { IsBackLink: false })
            .Select(link => link.Span.Start)
            .Where(at => at < text.Length && text[at] is '[' or '!');

    private static IEnumerable<string> References(LeafBlock leaf) =>
        Inlines(leaf)
            .Select(inline =>
                inline switch
                {
                    LinkInline { Reference.Label: { } label } => label,
                    FootnoteLink { IsBackLink: false, Footnote.Label: { } label } => label,
                    _ => null,
                }
            )
            .OfType<string>();

    private static int? WordsOf(Block block, string text) =>
        block switch
        {
            // A drawn table has its lines where others have words.
            Table table => text[table.Span.Start] == '+' ? null : After(text, table.Span.Start, '|'),
            ContainerBlock { Count: > 0 } container => WordsOf(container[0], text),
            HeadingBlock heading => After(text, heading.Span.Start, '#'),
            ParagraphBlock paragraph => After(text, paragraph.Span.Start, ' '),
            _ => null,
        };

    private static int After(string text, int at, char sign)
    {
        while (at < text.Length && (text[at] == sign || text[at] is ' ' or '\t' or '\u200B' or '\uFEFF'))
            at++;
        return at;
    }
}

/// <summary>Where the lines of a text begin.</summary>
internal sealed class TextLines
{
    private readonly string text;
    private readonly List<int> starts = [0];

    public TextLines(string text)
    {
        this.text = text;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
                starts.Add(i + 1);
    }

    public int StartOf(int line) => starts[line];

    public bool IsBlank(int line) =>
        line < 0
        || text.AsSpan(starts[line]..(line + 1 < starts.Count ? starts[line + 1] : text.Length)).IsWhiteSpace();
}
