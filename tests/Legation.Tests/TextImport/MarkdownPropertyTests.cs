using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Legation.TextImport;
using Legation.Ui;

namespace Legation.Tests.TextImport;

/// <summary>What is converted is read by the reader of dispatches as what it was.</summary>
public sealed partial class MarkdownPropertyTests
{
    private static readonly MarkdownRenderer Renderer = new();

    // Signs that mean something to Markdown, next to those that mean something to others.
    private static readonly Gen<string> Words = Gen.OneOf(
            Gen.OneOf(
                "*",
                "**",
                "_",
                "`",
                "```",
                "~~~",
                "[",
                "]",
                "(",
                ")",
                "[x](y)",
                "[x]: y",
                "[^1]",
                "[^1]: y",
                "![a](b)",
                "<b>",
                "<",
                ">",
                "&amp;",
                "&#35;",
                "#",
                "##",
                "-",
                "+",
                "---",
                "===",
                "1.",
                "2)",
                "a.",
                "iv.",
                "|",
                "| a | b |",
                "\\",
                "\\*",
                "!",
                ":",
                "http://a",
                "<http://a>",
                "{.x}",
                "\uE0000\uE001",
                "\u00A0",
                "日本",
                "「語」",
                "(S)",
                "“q”",
                "$a$",
                "^x^",
                "+---+",
                ".",
                "–",
                "'"
            ),
            Gen.String[Gen.Char.AlphaNumeric, 1, 6]
        )
        .List[1, 6]
        .Select(Gen.OneOf("", " "), (words, between) => string.Join(between, words));

    private static readonly Gen<string> Inline = Gen.Select(
            Words,
            Gen.OneOf("", "b", "i", "a", "br"),
            (words, tag) =>
                tag switch
                {
                    "" => Encode(words),
                    "a" => $"<a href='https://example.org/a(b)?c=d&amp;copy;e'>{Encode(words)}</a>",
                    "br" => $"{Encode(words)}<br>",
                    _ => $"<{tag}>{Encode(words)}</{tag}>",
                }
        )
        .List[1, 4]
        .Select(parts => string.Concat(parts));

    [Fact]
    public void paragraphs_are_read_with_the_same_words() =>
        Inline
            .List[1, 5]
            .Sample(
                paragraphs =>
                    Letters(Rendered("<p>" + string.Join("</p><p>", paragraphs) + "</p>"))
                        .ShouldBe(Letters(Page("<p>" + string.Join("</p><p>", paragraphs) + "</p>"))),
                iter: 2_000
            );

    [Fact]
    public void tables_are_read_cell_by_cell() =>
        Inline
            .Array2D[Gen.Int[2, 3], Gen.Int[2, 4]]
            .Sample(
                cells =>
                {
                    var html = Table(cells);
                    var (was, read) = (
                        Page(html).QuerySelectorAll("td, th"),
                        Rendered(html).QuerySelectorAll("td, th")
                    );
                    // A row without words is no row.
                    read.Select(Letters)
                        .Where(HasWords)
                        .ShouldBe(was.Select(Letters).Where(HasWords), customMessage: html);
                },
                iter: 1_000
            );

    [Fact]
    public void numbered_paragraphs_keep_their_numbers() =>
        Gen.Select(Gen.Int[1, 12], Gen.Bool, Words)
            .List[1, 8]
            .Sample(
                items =>
                {
                    var html = string.Concat(
                        items.Select(item =>
                            (item.Item2 ? "<p>between</p>" : "")
                            + $"<ol start={item.Item1}><li>w{Encode(item.Item3)}</ol>"
                        )
                    );
                    var markdown = TakeText.FromHtml(html).Markdown;
                    MarkdownParagraphs
                        .Of(markdown)
                        .Select(part => part.Number)
                        .OfType<int>()
                        .ShouldBe(items.Select(item => item.Item1), customMessage: markdown);
                },
                iter: 1_000
            );

    [Fact]
    public void lists_within_lists_are_read_as_they_were() =>
        Gen.Select(Gen.Int[0, 3], Gen.OneOf("ul", "ol", "ol type=a", "ol type=i"))
            .List[1, 8]
            .Sample(
                items =>
                {
                    var html = Nested(items);
                    Shape(Rendered(html)).ShouldBe(Shape(Page(html)), customMessage: TakeText.FromHtml(html).Markdown);
                },
                iter: 1_000
            );

    [Fact]
    public void any_html_gives_text_or_a_refusal_and_never_more_than_the_renderer_shows() =>
        Gen.OneOf(
                Inline,
                Gen.OneOf(
                    "<script>alert(1)</script>",
                    "<img src=x onerror=a>",
                    "<table>",
                    "<tr>",
                    "<td colspan=3>",
                    "</td>",
                    "<ol>",
                    "<li>",
                    "</ol>",
                    "<p>",
                    "</p>",
                    "<div>",
                    "</div>",
                    "<a href='#f1' id='r1'>1</a>",
                    "<li id=f1><a href='#r1'>^</a>",
                    "<svg><style>",
                    "<math><mi>",
                    "<template>",
                    "<select><option>",
                    "<!--",
                    "-->",
                    "<p style='mso-list:l0 level1'>",
                    "<span style='mso-list:Ignore'>",
                    "<h2>",
                    "</h2>",
                    "<noscript>",
                    "<textarea>",
                    "<plaintext>",
                    "<frameset>",
                    "<b>",
                    "</i>",
                    "<pre>\n"
                )
            )
            .List[1, 20]
            .Sample(
                parts =>
                {
                    var taken = TakeText.FromHtml(string.Concat(parts));
                    if (taken.Refused is not null)
                        return;
                    var shown = Parse(Renderer.ToHtml(taken.Markdown));
                    shown
                        .QuerySelectorAll("script, img, style, svg, iframe, code, blockquote, body > hr")
                        .ShouldBeEmpty(taken.Markdown);
                    shown
                        .QuerySelectorAll("a")
                        .Select(link => link.GetAttribute("href")!)
                        .ShouldAllBe(href => href.StartsWith("https://example.org/a") || href.StartsWith('#'));
                },
                iter: 2_000
            );

    private static IDocument Rendered(string html)
    {
        var taken = TakeText.FromHtml(html);
        return Parse(Renderer.ToHtml(taken.Markdown));
    }

    private static IDocument Page(string html) => Parse(html);

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    // Typed numbers become those of lists; they are no letters of the page then.
    private static string Letters(IDocument page)
    {
        foreach (var list in page.QuerySelectorAll("ol"))
        {
            var number = int.TryParse(
                list.GetAttribute("start"),
                System.Globalization.CultureInfo.InvariantCulture,
                out var start
            )
                ? start
                : 1;
            foreach (var item in list.Children)
                item.Prepend(
                    page.CreateTextNode(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number++}"))
                );
        }
        return Without().Replace(page.Body!.TextContent, "");
    }

    private static string Letters(IElement element) => Without().Replace(element.TextContent, "");

    private static bool HasWords(string letters) => letters.Length > 0;

    private static string Encode(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Table(string[,] cells)
    {
        var html = "<table>";
        for (var row = 0; row < cells.GetLength(0); row++)
        {
            html += "<tr>";
            for (var column = 0; column < cells.GetLength(1); column++)
                html += $"<td>{cells[row, column]}</td>";
        }
        return html + "</table>";
    }

    private static string Nested(IReadOnlyList<(int Depth, string List)> items)
    {
        var (html, open) = ("", new Stack<string>());
        foreach (var (depth, list) in items)
        {
            while (open.Count > depth + 1)
                html += $"</{open.Pop()}>";
            if (open.Count < depth + 1 && open.Count <= depth)
            {
                html += $"<{list}>";
                open.Push(list.Split(' ')[0]);
            }
            html += "<li>w";
        }
        return html;
    }

    // Items with their numbers, and what stands within what.
    private static string Shape(IDocument page) => string.Concat(page.Body!.QuerySelectorAll("li").Select(Place));

    private static string Place(IElement item) =>
        string.Concat(
            item.Ancestors()
                .OfType<IElement>()
                .Where(above => above.LocalName is "ol" or "ul")
                .Select(above => above.LocalName + above.GetAttribute("type"))
        )
        + Index(item)
        + ";";

    private static int Index(IElement item) =>
        item.ParentElement!.LocalName == "ul"
            ? 0
            : item.ParentElement.Children.TakeWhile(other => other != item).Count();

    // Full stops and parentheses of numbers, spaces and signs that no text shows.
    [GeneratedRegex(@"[\s.)\uE000-\uF8FF]+")]
    private static partial Regex Without();
}
