using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

public sealed class DirectoryCommandTests : IDisposable
{
    private const string Document = """
        {
          "organisation": { "name": [{ "text": "Alliance Representation in Wellington", "lang": "en" }] },
          "offices": [{ "key": "wlg", "name": [{ "text": "Post Wellington", "lang": "en" }] }],
          "posts": [{ "key": "rep", "office": "wlg", "title": "Representative" }],
          "people": [{ "user": "hana", "name": [{ "text": "Hana Tamihana", "lang": "en" }], "post": "rep" }],
          "routes": [{ "sender": "rep", "via": "wlg" }]
        }
        """;

    private readonly string root = Directory.CreateTempSubdirectory("legation-test-").FullName;

    private string Node => Path.Combine(root, "node");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task a_node_enters_its_part_once_and_its_people_sign_in_under_those_names()
    {
        await MadeAsync();

        (await RunAsync("directory", "import", Written(Document))).Output.ShouldContain("Representative\tentered");
        (await RunAsync("directory", "import", Written(Document))).Output.ShouldNotContain("\tentered");

        var listed = (await RunAsync("directory", "list")).Output.Trim().Split('\n');
        listed
            .Select(line => line.Split('\t')[1])
            .ShouldBe([
                "Post Wellington",
                "Alliance Representation in Wellington",
                "Hana Tamihana",
                "Representative",
                "Representative goes through Post Wellington",
            ]);
        listed[^1].ShouldEndWith("\tfollowed");
        var added = await RunAsync("user", "add", "hana", "--person", "Hana Tamihana", "--post", "Representative");
        added.Output.ShouldNotContain("not in the directory");
    }

    [Fact]
    public async Task a_line_that_refers_to_what_is_not_there_is_named_and_nothing_is_entered()
    {
        await MadeAsync();

        var refused = await RunAsync(
            "directory",
            "import",
            Written(Document.Replace("\"office\": \"wlg\"", "\"office\": \"x\""))
        );

        refused.ShouldBe((1, "", "posts[0].office names x, which the document does not have.\n"));
        (await RunAsync("directory", "list")).Output.Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_document_that_cannot_be_read_is_refused_with_its_place()
    {
        await MadeAsync();

        var refused = await RunAsync("directory", "import", Written("{\n \"office\": []\n}"));

        (refused.Code, refused.Error).ShouldBe((1, "The document cannot be read at $.office (line 2).\n"));
    }

    private string Written(string document)
    {
        var file = Path.Combine(root, "directory.json");
        File.WriteAllText(file, document);
        return file;
    }

    private async Task MadeAsync() =>
        (
            await RunAsync(
                "init",
                "--name",
                "Post Wellington",
                "--code",
                "WLG",
                "--place",
                "Wellington",
                "--zone",
                "Pacific/Auckland",
                "--pages",
                "http://localhost:18080",
                "--relay",
                "https://localhost:18443"
            )
        ).Code.ShouldBe(0);

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        LegationProcess.RunAsync("", [.. arguments, "--data", Node]);
}
