using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

public sealed class DirectoryCommandTests : IDisposable
{
    private const string Document = """
        {
          "organisation": { "name": [{ "text": "Alliance Representation in Wellington", "lang": "en" }] },
          "offices": [{ "key": "wlg", "name": [{ "text": "Post Wellington", "lang": "en" }] }],
          "posts": [{ "key": "rep", "office": "wlg", "title": "Representative" }],
          "people": [{ "user": "hana", "name": [{ "text": "Hana Tamihana", "lang": "en" }], "post": "rep" }]
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
            .ShouldBe(["Post Wellington", "Alliance Representation in Wellington", "Hana Tamihana", "Representative"]);
        (await RunAsync("user", "add", "hana", "--person", "Hana Tamihana", "--post", "Representative")).Code.ShouldBe(
            0
        );
        (await RunAsync("user", "list"))
            .Output.Trim()
            .ShouldBe("hana\tHana Tamihana\tRepresentative\tNone\tUNCLASSIFIED; releasableTo ALLIANCE");
    }

    [Theory]
    [InlineData("""{"offices":[{"key":"o","name":[{"text":"Annex"}]}]}""", "offices[0].name")]
    [InlineData("""{"offices":[{"key":"o","name":[{"lang":"en"}]}]}""", "offices[0].name")]
    [InlineData("""{"offices":[{"key":"o","name":[null]}]}""", "offices[0].name")]
    public async Task a_name_without_text_or_language_is_refused_with_its_place(string document, string place)
    {
        await MadeAsync();
        var refused = await RunAsync("directory", "import", Written(document));
        refused.Code.ShouldNotBe(0);
        refused.Error.ShouldContain(place);
    }

    [Fact]
    public async Task a_line_with_an_id_puts_its_entry_right()
    {
        await MadeAsync();
        await RunAsync("directory", "import", Written(Document));
        var post = await EntryAsync("Representative");
        var renamed = Document.Replace(
            "\"title\": \"Representative\"",
            $"\"title\": \"Head of post\", \"id\": \"{post}\""
        );

        (await RunAsync("directory", "import", Written(renamed))).Output.ShouldContain(
            $"{post}\tHead of post\tchanged"
        );
        (await RunAsync("directory", "import", Written(renamed))).Output.ShouldContain(
            $"{post}\tHead of post\twas there"
        );

        (await EntryAsync("Head of post")).ShouldBe(post);
        (await RunAsync("directory", "list")).Output.ShouldNotContain("Representative\tPost");
    }

    [Theory]
    [InlineData("--person", "Hana Tamihana", "--post", "Consul", "The directory has no post Consul.")]
    [InlineData("--person", "Hana T.", "--post", "Representative", "The directory has no person Hana T..")]
    public async Task an_account_is_for_a_person_and_a_post_of_the_directory(
        string person,
        string name,
        string post,
        string title,
        string why
    )
    {
        await MadeAsync();
        await RunAsync("directory", "import", Written(Document));

        var refused = await RunAsync("user", "add", "hana", person, name, post, title);

        (refused.Code, refused.Output).ShouldBe((1, ""));
        refused.Error.ShouldStartWith($"{why} Enter it first: legation directory import FILE");
    }

    [Theory]
    [InlineData("SECRETISH", "[\"ALLIANCE\"]", "label.classification")]
    [InlineData("RESTRICTED", "[\"ATLANTIS\"]", "label.categories.releasableTo")]
    public async Task a_label_that_the_policy_does_not_know_is_refused(string classification, string to, string field)
    {
        await MadeAsync();
        var label = $"\"classification\": \"{classification}\", \"categories\": {{ \"releasableTo\": {to} }}";

        var refused = await RunAsync(
            "directory",
            "import",
            Written(Document.Insert(1, $"\"label\": {{ \"policy\": \"LEGATION-DEMO\", {label} }},"))
        );

        (refused.Code, refused.Output).ShouldBe((1, ""));
        refused.Error.ShouldStartWith(field);
        (await RunAsync("directory", "list")).Output.ShouldBeEmpty();
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
        (await RunAsync("directory", "list")).ShouldBe(
            (0, "", "The directory is empty. Enter this node's part with: legation directory import FILE\n")
        );
    }

    [Fact]
    public async Task a_document_that_cannot_be_read_is_refused_with_its_place()
    {
        await MadeAsync();

        var refused = await RunAsync("directory", "import", Written("{\n \"office\": []\n}"));

        (refused.Code, refused.Error).ShouldBe((1, "The document cannot be read at $.office (line 2).\n"));
    }

    private async Task<string> EntryAsync(string name) =>
        (await RunAsync("directory", "list"))
            .Output.Split('\n')
            .Select(line => line.Split('\t'))
            .Single(columns => columns.Length > 1 && columns[1] == name)[0];

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
