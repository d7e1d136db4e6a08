using Legation.TextImport;

namespace Legation.Tests.TextImport;

/// <summary>HTML as programs put it on the clipboard.</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>One <b>two</b> <i>three</i><br>four</p><p>five", "One **two** *three*\\\nfour\n\nfive")]
    [InlineData("<h1>Title</h1><h2>Part <b>one</b></h2><p>Words", "## Title\n\n### Part one\n\nWords")]
    [InlineData("<ul><li>One<ul><li>Two</ul><li>Three</ul>", "- One\n  - Two\n- Three")]
    [InlineData("<ol start=3><li>Three<li value=7>Seven<li>Eight</ol>", "3. Three\n\n7) Seven\n\n8) Eight")]
    [InlineData(
        "<ol><li><p>One</p><p>More</p><ol type=a><li>A<li>B</ol><li>Two</ol>",
        "1. One\n\n   More\n\n   a. A\n\n   b. B\n\n2. Two"
    )]
    [InlineData("<p>1. Typed</p><p>3. Also typed</p><p>4. And this</p>", "1. Typed\n\n3) Also typed\n\n4) And this")]
    [InlineData(
        "<p>a<a href='https://example.org/x?a=1&amp;b=(2)'>b</a>c",
        "a[b](https://example.org/x?a=1\\&b=%282%29)c"
    )]
    [InlineData("<b style='font-weight:normal'>a <span style='font-weight:700'>b</span></b>", "a **b**")]
    [InlineData("<table><tr><th>A<th>B<tr><td>1|2<td>x<br>y</table>", "| A | B |\n| --- | --- |\n| 1\\|2 | x y |")]
    [InlineData("<table><tr><td><p>One</p><p>Two</p></table>", "One\n\nTwo")]
    public void what_markdown_can_say_is_kept(string html, string markdown) => Markdown(html).ShouldBe(markdown);

    [Fact]
    public void numbers_of_word_are_kept_as_word_shows_them() =>
        Markdown(
                Numbered(1, "1.", "One")
                    + Numbered(2, "(a)", "Under one")
                    + Numbered(1, "2.", "Two")
                    + "<p>Between</p>"
                    + Numbered(1, "3.", "Three")
                    + Numbered(2, "3.1", "Of three")
                    + Numbered(3, "3.1.1", "Deeper")
                    + Numbered(1, "1.", "Anew")
                    + Numbered(1, "·", "A bullet")
            )
            .ShouldBe(
                "1. One\n\n   (a) Under one\n\n2. Two\n\nBetween\n\n3. Three\n\n3.1 Of three\n\n3.1.1 Deeper\n\n1. Anew\n\n- A bullet"
            );

    [Fact]
    public void footnotes_of_word_become_footnotes()
    {
        var html =
            "<p>Text<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> goes on.</p>"
            + "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> First.</p><p>Second.</p></div></div>";
        Markdown(html).ShouldBe("Text[^1] goes on.\n\n[^1]: First.\n\n    Second.");
        TakeText.FromHtml(html, firstNote: 4).Markdown.ShouldBe("Text[^4] goes on.\n\n[^4]: First.\n\n    Second.");
    }

    [Fact]
    public void footnotes_of_other_programs_become_footnotes() =>
        Markdown(
                "<p>A<sup><a id='t1-fnref:1' href='/dispatches/1#t1-fn:1'>1</a></sup> b.</p><div class=footnotes><hr><ol><li id='t1-fn:1'><p>Note.<a href='/dispatches/1#t1-fnref:1'>↩</a></p></ol></div>"
            )
            .ShouldBe("A[^1] b.\n\n[^1]: Note.");

    [Fact]
    public void a_place_that_does_not_link_back_is_no_footnote() =>
        Markdown("<p>See <a href='#s'>3</a>.</p><p id=s>Third</p>").ShouldBe("See 3.\n\nThird");

    [Fact]
    public void what_is_not_taken_is_said()
    {
        var taken = TakeText.FromHtml(
            "<p>Seen <img src=x><img src=y><script>no()</script><span style='display:none'>secret</span><input value=z>"
                + "<a href='javascript:no()'>words</a> <s>struck</s> <del>gone</del>\u202Etxet"
                + "<table><tr><td colspan=2>a<tr><td>b<td>c</table>"
        );
        taken.Markdown.ShouldBe("Seen words struck txet\n\n| a | |\n| --- | --- |\n| b | c |");
        taken
            .Dropped.Select(part => (part.Part, part.Count))
            .ShouldBe([
                (TextPart.Picture, 2),
                (TextPart.TrackedChange, 1),
                (TextPart.HiddenText, 1),
                (TextPart.MergedCell, 1),
                (TextPart.Link, 1),
                (TextPart.StruckText, 1),
                (TextPart.FormField, 1),
                (TextPart.DirectionMark, 1),
                (TextPart.Script, 1),
            ]);
        taken.Dropped[0].Words.ShouldBe("2 pictures");
    }

    [Fact]
    public void marks_of_one_direction_and_joiners_stay() =>
        Markdown("<p>\u200Fשלום (א)\u200E 👩\u200D👧</p>").ShouldBe("\u200Fשלום (א)\u200E 👩\u200D👧");

    [Theory]
    [InlineData("[[ALLIANCE RESTRICTED]] Words")]
    [InlineData("[S] Words")]
    [InlineData("(S) Words")]
    public void what_may_be_a_marking_is_not_hidden_behind_escapes(string text) =>
        Markdown($"<p>{text}</p>").ShouldBe(text);

    private static string Numbered(int level, string sign, string text) =>
        $"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{sign}<span>&nbsp;&nbsp; </span></span><![endif]>{text}</p>";

    private static string Markdown(string html)
    {
        var taken = TakeText.FromHtml(html);
        taken.Refused.ShouldBeNull();
        return taken.Markdown;
    }
}
