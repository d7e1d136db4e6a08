using System.Diagnostics;

namespace Legation.Browser.Tests;

[Collection<NetworkOfScreens>]
public sealed class PrintTests(Demonstration demonstration)
{
    private const string Reader = "/usr/bin/pdftotext";

    [Fact]
    public async Task every_sheet_of_a_printed_dispatch_carries_the_label_at_head_and_foot()
    {
        var seoul = await demonstration.AtDeskAsync("a.dewit");
        Assert.SkipUnless(File.Exists(Reader), "There is no pdftotext. Install it: apt-get install poppler-utils");
        await WriteLongAsync(seoul);
        var sheets = await SheetsAsync(await seoul.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        sheets.Length.ShouldBeGreaterThan(1);
        foreach (var sheet in sheets)
        {
            var lines = sheet.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            lines.Count(line => line == "EXERCISE · ALLIANCE RESTRICTED").ShouldBe(2, sheet);
            lines[0].ShouldBe("EXERCISE · ALLIANCE RESTRICTED");
        }
        sheets[0].ShouldContain("NUMBER");
        sheets[0].ShouldNotContain("Sign out");
    }

    private static async Task WriteLongAsync(Officer seoul)
    {
        var text = string.Join(
            "\n\n",
            Enumerable.Range(1, 60).Select(n => $"{n}. {string.Join(' ', Enumerable.Repeat("words", 40))}")
        );
        var editor = new Editor(seoul);
        await editor.OpenAsync();
        await editor.ForActionAsync("Asia-Pacific desk");
        await editor.WriteAsync("Paper Crane: long", text);
        await editor.LabelAsync("RESTRICTED");
        await editor.ReleaseAsync();
    }

    private static async Task<string[]> SheetsAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        using var reader = Process.Start(
            new ProcessStartInfo(Reader, ["-layout", file, "-"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        File.Delete(file);
        return text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
    }
}
