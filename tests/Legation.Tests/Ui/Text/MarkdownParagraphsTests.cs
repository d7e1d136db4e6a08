using CsCheck;
using Legation.Ui;

namespace Legation.Tests.Ui.Text;

public sealed class MarkdownParagraphsTests
{
    [Fact]
    public void blocks_between_blank_lines_headings_and_numbered_items_are_paragraphs()
    {
        const string text = """
            EXERCISE

            ## Talks
            1. One
               goes on.

               - with a bullet

            2. Two

            They agreed:
            - on this,
            - on that.

            | a | b |
            |---|---|
            | c | d |
            """;

        Beginnings(text)
            .ShouldBe(["EXERCISE", "## Talks", "1. One", "2. Two", "They agreed:", "| a | b |"], ignoreOrder: false);
        MarkdownParagraphs.Of(text).Select(part => part.Number).ShouldBe([null, null, 1, 2, null, null]);
    }

    [Theory]
    [InlineData("word", 0)]
    [InlineData("\n12. word", 5)]
    [InlineData("## word", 3)]
    [InlineData("> word", 2)]
    [InlineData("- word", 2)]
    [InlineData("| word | b |\n|---|---|\n", 2)]
    [InlineData("word | b\n---|---\n", 0)]
    [InlineData("word\n====", 0)]
    [InlineData("\uFEFFword", 1)]
    public void words_begin_behind_numbers_and_signs(string text, int at) =>
        MarkdownParagraphs.Of(text).ShouldHaveSingleItem().Words.ShouldBe(at);

    [Theory]
    [InlineData("```\nword\n```")]
    [InlineData("    word")]
    [InlineData("***")]
    [InlineData("+---+\n| a |\n+---+\n")]
    public void code_rules_and_drawn_tables_have_no_place_for_words(string text) =>
        MarkdownParagraphs.Of(text).ShouldHaveSingleItem().Words.ShouldBeNull();

    [Fact]
    public void notes_and_addresses_stand_apart_and_are_referred_to()
    {
        var parts = MarkdownParagraphs.Of(
            "One[^1] and [two][b].\n\n[^1]: A note.\n\n[b]: https://example.org\n\n[c]: https://example.com"
        );

        parts.Select(part => part.Label).ShouldBe([null, "^1", "b", "c"]);
        parts[0].RefersTo.ShouldBe(["^1", "b"]);
        parts.Select(part => part.IsAddress).ShouldBe([false, false, true, true]);
    }

    [Fact]
    public void a_text_right_below_an_address_is_one_with_it() =>
        MarkdownParagraphs
            .Of("One.\n\n[b]: https://example.org\nTwo.")
            .Select(part => (part.Words, part.IsAddress, string.Join(' ', part.Explains)))
            .ShouldBe([(0, false, ""), (6, false, "b")]);

    [Fact]
    public void what_is_explained_inside_of_a_paragraph_is_named() =>
        MarkdownParagraphs
            .Of("1. One.\n\n   [hidden]: https://example.org\n\n2. Two.")
            .Select(part => string.Join(' ', part.Explains))
            .ShouldBe(["hidden", ""]);

    [Theory]
    [InlineData("a [[b]](see c)", new int[0])]
    [InlineData("a [[b]](c) ![d](e)", new[] { 2, 11 })]
    [InlineData("> a\n> [b][c]\n\n[c]: u", new[] { 6 })]
    [InlineData("| a | [[b]](c) |\n|---|---|\n", new[] { 6 })]
    [InlineData("1. a [[b]][^1] c[^1]\n\n[^1]: n", new[] { 5, 16 })]
    public void links_begin_where_markdown_makes_them(string text, int[] at) =>
        MarkdownParagraphs.Of(text)[0].Links.ShouldBe(at);

    [Fact]
    public void code_and_links_stand_where_their_signs_are() =>
        Texts.Sample(
            text =>
                MarkdownParagraphs
                    .Of(text)
                    .All(part =>
                        part.InlineCode.All(code => text[code.Start] == '`' && text[code.End.Value - 1] == '`')
                        && part.Links.All(link => text[link] is '[' or '!')
                    ),
            iter: 3000
        );

    [Fact]
    public void all_of_a_text_is_in_one_of_its_paragraphs() =>
        Texts.Sample(
            text =>
            {
                var parts = MarkdownParagraphs.Of(text);
                return string.Concat(parts.Select(part => text[part.Start..part.End])) == (parts.Count == 0 ? "" : text)
                    && parts.All(part => part.Words is not { } at || (part.Start <= at && at <= part.End));
            },
            iter: 3000
        );

    private static readonly Gen<string> Texts = Gen.OneOf(
            "word",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "1. ",
            "2) ",
            "- ",
            "   ",
            "    ",
            "# ",
            "> ",
            "| a | b |\n|---|---|\n| c | d |",
            "[^1]",
            "[^1]: ",
            "[x]",
            "[x]: u",
            "[[x]](u)",
            "![x](u)",
            "`x`",
            "`x\ny` ",
            "```",
            "***",
            "+--+\n| a|\n+--+",
            "a. ",
            "[[",
            "]]",
            "\t",
            "==="
        )
        .Array[0, 14]
        .Select(pieces => string.Concat(pieces));

    private static List<string> Beginnings(string text) =>
        [.. MarkdownParagraphs.Of(text).Select(part => text[part.Start..part.End].Trim().Split('\n')[0])];
}
