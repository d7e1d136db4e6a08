using System.Diagnostics;
using System.IO.Compression;
using Legation.TextImport;

namespace Legation.Tests.TextImport;

/// <summary>What is small and becomes large.</summary>
public sealed class BombTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public void a_part_that_unpacks_to_far_more_than_it_is_is_not_unpacked() =>
        Refusal(new WordFile().Paragraph(WordFile.Words(new string('a', 5_000_000)))).ShouldBe("unpacks-too-large");

    [Fact]
    public void entities_of_its_own_are_not_read() =>
        Refusal(
                new WordFile().Part(
                    "word/document.xml",
                    "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><d>&b;</d>"
                )
            )
            .ShouldBe("damaged-part");

    [Fact]
    public void elements_that_stand_too_deep_are_refused() =>
        Refusal(
                new WordFile().Raw(
                    string.Concat(Enumerable.Repeat("<w:sdt>", 5_000))
                        + string.Concat(Enumerable.Repeat("</w:sdt>", 5_000))
                )
            )
            .ShouldBe("too-much-markup");

    [Fact]
    public void a_file_of_very_many_parts_is_refused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i <= ImportLimits.MostEntries; i++)
                zip.CreateEntry($"word/{i}.xml");
        TakeText.FromWord(stream.ToArray()).Refused!.Code.ShouldBe("too-many-parts");
    }

    [Theory]
    [InlineData("<div>", "words")]
    [InlineData("<font size=1>", "words<p>words")]
    [InlineData("<ul><li>", "words")]
    [InlineData("<table><tr><td>", "words")]
    [InlineData("<a href=#x>", "words")]
    [InlineData("<b><p>", "words")]
    public void a_page_that_nests_without_end_is_taken_or_refused_soon(string opening, string words)
    {
        var began = Stopwatch.GetTimestamp();
        TakeText.FromHtml(string.Concat(Enumerable.Repeat(opening, 100_000)) + words);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Soon);
    }

    [Fact]
    public void formatting_that_every_paragraph_repeats_is_taken_or_refused_soon()
    {
        var began = Stopwatch.GetTimestamp();
        var fonts = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<font size={i}>"));
        TakeText.FromHtml(fonts + string.Concat(Enumerable.Repeat("<p>a", 100_000)));
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Soon);
    }

    [Fact]
    public void a_table_that_says_it_is_endless_is_refused() =>
        TakeText
            .FromHtml("<table>" + string.Concat(Enumerable.Repeat("<tr><td colspan=100>a", 1_000)) + "</table>")
            .Refused!.Code.ShouldBe("too-much-markup");

    [Fact]
    public void text_beyond_what_a_dispatch_has_is_refused()
    {
        TakeText.FromHtml("<p>" + new string('a', 5_000_000)).Refused!.Code.ShouldBe("text-too-long");
        TakeText.FromHtml(new string('a', ImportLimits.MostHtml + 1)).Refused!.Code.ShouldBe("html-too-long");
    }

    [Fact]
    public void very_many_runs_that_look_alike_are_one_stretch_soon()
    {
        var began = Stopwatch.GetTimestamp();
        var runs = string.Concat(Enumerable.Range(0, 160_000).Select(i => $"<w:r><w:t>{i:x5}</w:t></w:r>"));
        TakeText.FromWord(new WordFile().Paragraph(runs).ToBytes()).Markdown.Length.ShouldBe(800_000);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Soon);
    }

    [Fact]
    public void more_words_than_a_dispatch_has_are_refused_while_they_are_read() =>
        Refusal(
                new WordFile().Paragraph(
                    string.Concat(Enumerable.Range(0, 160_000).Select(i => $"<w:r><w:t>{i:x8}</w:t></w:r>"))
                )
            )
            .ShouldBe("text-too-long");

    [Fact]
    public void very_many_numbers_of_one_paragraph_are_taken_or_refused_soon()
    {
        var began = Stopwatch.GetTimestamp();
        var signs = string.Concat(Enumerable.Repeat("<span style='mso-list:Ignore'>1.</span>", 20_000));
        var taken = TakeText.FromHtml($"<p style='mso-list:l0 level1 lfo1'>{signs}words");
        (taken.Markdown, taken.Refused).ShouldBe(("1. words", null));
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Soon);
    }

    [Fact]
    public void fields_that_never_end_are_read_soon()
    {
        var began = Stopwatch.GetTimestamp();
        var fields = string.Concat(
            Enumerable
                .Range(0, 60_000)
                .Select(i =>
                    $"<w:r><w:fldChar w:fldCharType=\"begin\" w:id=\"{i}\"/><w:fldChar w:fldCharType=\"separate\"/><w:t>{i % 10}</w:t></w:r>"
                )
        );
        TakeText.FromWord(new WordFile().Paragraph(fields).ToBytes()).Markdown.Length.ShouldBe(60_000);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Soon);
    }

    [Fact]
    public void a_style_of_very_many_properties_is_read_once()
    {
        var began = Stopwatch.GetTimestamp();
        var properties = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"<p v=\"{i * 7919 % 99991:x}\"/>"));
        var runs = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"<w:r><w:t>{i:x5}</w:t></w:r>"));
        var file = new WordFile()
            .Part("word/styles.xml", $"<styles><style styleId=\"S\"><rPr>{properties}</rPr></style></styles>")
            .Paragraph(runs, "<w:pStyle w:val=\"S\"/>");
        TakeText.FromWord(file.ToBytes()).Markdown.Length.ShouldBe(300_000);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Soon);
    }

    [Fact]
    public void signs_of_headings_at_the_end_of_one_are_words()
    {
        var signs = new string('#', 400_000);
        TakeText.FromHtml($"<h1>a{signs}b{signs}").Markdown.ShouldBe($"## a{signs}b\\{signs}");
    }

    [Fact]
    public void what_is_dear_in_another_way_ends_when_its_time_is_over()
    {
        var began = Stopwatch.GetTimestamp();
        var file = new WordFile();
        var links = string.Concat(Enumerable.Range(0, 60_000).Select(i => file.Link("a", $"https://a.example/{i:x}")));
        Refusal(file.Paragraph(links)).ShouldBe("takes-too-long");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(ImportLimits.Longest + Soon);
    }

    [Fact]
    public void nothing_is_read_for_who_does_not_wait_any_more() =>
        Should.Throw<OperationCanceledException>(() =>
            TakeText.FromHtml("<p>words", cancellation: new CancellationToken(canceled: true))
        );

    [Fact]
    public void notes_count_as_text()
    {
        var file = new WordFile();
        var marks = string.Concat(Enumerable.Range(0, 6).Select(i => file.Note(Words(200_000 * 5 / 6 + i))));
        Refusal(file.Paragraph(marks)).ShouldBe("text-too-long");
    }

    // As little alike as what people write.
    private static string Words(int length) =>
        string.Concat(Enumerable.Range(0, length / 6).Select(i => $"{i * 7919 % 99991:x5} "));

    private static string? Refusal(WordFile file) => TakeText.FromWord(file.ToBytes()).Refused?.Code;
}
