using Legation.TextImport;

namespace Legation.Tests.TextImport;

/// <summary>Word files.</summary>
public sealed class WordTextTests
{
    [Fact]
    public void headings_paragraphs_tables_and_notes_are_kept()
    {
        var file = new WordFile();
        file.Heading(1, "Summary")
            .Paragraph(
                WordFile.Words("The talks ")
                    + WordFile.Bold("ended")
                    + file.Note("On 3 May.")
                    + WordFile.Words(" early.")
            )
            .Table(["State", "View"], ["One", "For"])
            .Paragraph(
                file.Link("the paper", "https://example.org/paper") + file.Link(" and that", "file:///etc/passwd")
            );
        var taken = TakeText.FromWord(file.ToBytes());
        taken.Markdown.ShouldBe(
            "## Summary\n\nThe talks **ended**[^1] early.\n\n| State | View |\n| --- | --- |\n| One | For |\n\n[the paper](https://example.org/paper) and that\n\n[^1]: On 3 May."
        );
        taken.Dropped.ShouldHaveSingleItem().Words.ShouldBe("1 address of links (the words stay)");
    }

    [Fact]
    public void numbers_are_counted_as_word_counts_them() =>
        Markdown(
                new WordFile
                {
                    Numbering =
                        WordFile.List(0, ("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3."))
                        + WordFile.List(1, ("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
                        + WordFile.List(2, ("bullet", "·"))
                        + WordFile.Use(1, 0)
                        + WordFile.Use(2, 0, start: 1)
                        + WordFile.Use(3, 1)
                        + WordFile.Use(4, 2),
                }
                    .Numbered(1, 0, "One")
                    .Numbered(1, 1, "A")
                    .Numbered(1, 2, "I")
                    .Numbered(1, 1, "B")
                    .Numbered(1, 0, "Two")
                    .Paragraph(WordFile.Words("Between"))
                    .Numbered(1, 0, "Three")
                    .Numbered(1, 1, "A again")
                    .Numbered(2, 0, "One anew")
                    .Numbered(2, 0, "Two anew")
                    .Numbered(3, 0, "Part")
                    .Numbered(3, 1, "Section")
                    .Numbered(3, 2, "Clause")
                    .Numbered(3, 1, "Section")
                    .Numbered(4, 0, "Bullet")
            )
            .ShouldBe(
                """
                1. One

                   (a) A

                   i. I

                   (b) B

                2. Two

                Between

                3. Three

                   (a) A again

                1) One anew

                2) Two anew

                1 Part

                1.1 Section

                1.1.1 Clause

                1.2 Section

                - Bullet
                """
            );

    [Fact]
    public void tracked_changes_are_taken_as_accepted_and_said()
    {
        var file = new WordFile()
            .Paragraph(
                WordFile.Words("Kept ")
                    + "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>"
                    + WordFile.Words("new")
                    + "</w:ins>"
            )
            .Paragraph(WordFile.Words("One "), "<w:rPr><w:del/></w:rPr>")
            .Paragraph(WordFile.Words("line"));
        var taken = TakeText.FromWord(file.ToBytes());
        taken.Markdown.ShouldBe("Kept new\n\nOne line");
        taken.Dropped.ShouldHaveSingleItem().Part.ShouldBe(TextPart.TrackedChange);
    }

    [Fact]
    public void a_field_that_begins_and_ends_among_hidden_words_hides_no_others()
    {
        const string Sign = "<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType=\"{0}\"/></w:r>";
        var (begin, separate, end) = (Hidden("begin"), Hidden("separate"), Hidden("end"));
        var instruction = "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>PAGE</w:instrText></w:r>";
        var file = new WordFile().Paragraph(
            begin + instruction + separate + WordFile.Words("7") + end + WordFile.Words(" pages")
        );
        var open = new WordFile().Paragraph(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" + instruction + end + WordFile.Words("seen")
        );
        TakeText.FromWord(file.ToBytes()).Markdown.ShouldBe("7 pages");
        TakeText.FromWord(open.ToBytes()).Markdown.ShouldBe("seen");

        static string Hidden(string kind) => Sign.Replace("{0}", kind, StringComparison.Ordinal);
    }

    [Fact]
    public void what_is_not_taken_is_said()
    {
        var file = new WordFile()
            .Part("word/vbaProject.bin", "macros")
            .Paragraph(
                WordFile.Words("Seen")
                    + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:drawing><blip/></w:drawing></w:r><w:r><w:commentReference w:id=\"1\"/></w:r>"
                    + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
                    + WordFile.Words(" 7")
                    + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
                    + $"<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p>{WordFile.Words("boxed")}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>{WordFile.Words("boxed")}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
            .Raw(
                $"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p>{WordFile.Words("a")}</w:p></w:tc>{WordFile.Cell("b")}</w:tr>"
                    + $"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>{WordFile.Cell("c")}</w:tr></w:tbl>"
            );
        var taken = TakeText.FromWord(file.ToBytes());
        taken.Markdown.ShouldBe("Seen 7x=1\n\nboxed\n\n| a | b |\n| --- | --- |\n| | c |");
        taken
            .Dropped.Select(part => part.Part)
            .ShouldBe([
                TextPart.Picture,
                TextPart.Comment,
                TextPart.HiddenText,
                TextPart.MergedCell,
                TextPart.Formula,
                TextPart.TextBox,
                TextPart.Macro,
            ]);
    }

    [Fact]
    public void a_file_with_macros_by_its_type_is_refused() =>
        TakeText
            .FromWord(
                new WordFile { ContentType = "application/vnd.ms-word.document.macroEnabled.main+xml" }
                    .Paragraph(WordFile.Words("Words"))
                    .ToBytes()
            )
            .Refused!.Code.ShouldBe("word-file-with-macros");

    [Fact]
    public void what_is_no_word_file_is_refused()
    {
        TakeText.FromWord([1, 2, 3]).Refused!.Code.ShouldBe("not-a-word-file");
        TakeText.FromWord([]).Refused!.Code.ShouldBe("not-a-word-file");
        TakeText
            .FromWord([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0])
            .Refused!.Code.ShouldBe("old-or-locked-word-file");
        TakeText.FromWord(new WordFile().ToBytes()).Refused!.Code.ShouldBe("no-text");
    }

    private static string Markdown(WordFile file)
    {
        var taken = TakeText.FromWord(file.ToBytes());
        taken.Refused.ShouldBeNull();
        return taken.Markdown;
    }
}
