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

    private static string? Refusal(WordFile file) => TakeText.FromWord(file.ToBytes()).Refused?.Code;
}
