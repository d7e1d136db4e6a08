using System.Text.Json;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

public sealed class TextCommandTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("legation-test-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task a_word_file_is_printed_as_markdown_and_what_was_dropped_beside_it()
    {
        var path = Path.Combine(root, "notes.docx");
        await File.WriteAllBytesAsync(
            path,
            new WordFile().Paragraph(WordFile.Words("One") + "<w:r><w:drawing/></w:r>").ToBytes()
        );
        var printed = await LegationProcess.RunAsync("", "text", "import", path);
        (printed.Code, printed.Output, printed.Error).ShouldBe((0, "One\n", "Not taken over: 1 picture.\n"));
        var json = JsonDocument
            .Parse((await LegationProcess.RunAsync("", "text", "import", path, "--json")).Output)
            .RootElement;
        json.GetProperty("markdown").GetString().ShouldBe("One");
        json.GetProperty("dropped")[0].GetProperty("part").GetString().ShouldBe("picture");
    }

    [Fact]
    public async Task what_is_no_text_is_refused_in_one_sentence()
    {
        var path = Path.Combine(root, "picture.png");
        await File.WriteAllBytesAsync(path, [0x89, 0x50, 0, 1]);
        var printed = await LegationProcess.RunAsync("", "text", "import", path);
        printed.Code.ShouldBe(1);
        printed.Error.ShouldBe(
            "This is neither a Word file (.docx) nor a page (.html). Attach it to the dispatch instead.\n"
        );
        (await LegationProcess.RunAsync("", "text", "import", path + "x")).Code.ShouldBe(1);
    }
}
