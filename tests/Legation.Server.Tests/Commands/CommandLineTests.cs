using System.Net;
using Legation.Server.Nodes;
using Legation.Server.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Legation.Server.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("legation-test-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task a_node_is_made_run_and_used_from_the_command_line()
    {
        var (folder, pages) = await StaffedAsync("one");
        await DoneAsync(
            $"{TestNode.Password}\n",
            "user",
            "add",
            "anna",
            "--data",
            folder,
            "--person",
            "Anna Berg",
            "--post",
            "Desk",
            "--duties",
            "write,operate",
            "--password-stdin"
        );

        using var serving = LegationProcess.Start("serve", "--data", folder);
        (await serving.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.ShouldContain(
            pages.ToString()
        );
        var token = (await DoneAsync("", "token", "create", "anna", "--name", "test", "--data", folder))
            .Trim()
            .Split('\n')[^1];
        (await DoneAsync("", "token", "list", "--data", folder)).ShouldContain("\tanna\ttest\tuntil ");
        using var http = new HttpClient { BaseAddress = pages };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await http.GetStringAsync("/api/v1/me")).ShouldContain("\"duties\":[\"write\",\"operate\"]");
        using var browser = new Browser(pages);
        (await browser.SignInAsync("anna", TestNode.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var second = await LegationProcess.RunAsync("", "serve", "--data", folder);
        (second.Code, second.Error).ShouldBe(
            (1, $"The node in {folder} runs already, or a command works on it. Stop it first.\n")
        );
        (await LegationProcess.RunAsync("", "epoch", "begin", "--yes", "--data", folder)).Error.ShouldBe(second.Error);

        await LegationProcess.InterruptAsync(serving);
        serving.ExitCode.ShouldBe(0);
        (await DoneAsync("", "audit", "verify", "--data", folder)).ShouldContain("The audit holds");
    }

    [Fact]
    public async Task a_new_epoch_begins_when_it_was_confirmed()
    {
        var (folder, _) = await StaffedAsync("restored");
        var asked = await LegationProcess.RunAsync("", "epoch", "begin", "--data", folder);
        asked.Code.ShouldBe(1);
        asked.Error.ShouldContain("would begin epoch 2");
        asked.Error.ShouldContain("repeat with --yes");
        NodeDescription.Read(Path.Combine(folder, NodeDescription.FileName)).Epoch.ShouldBe(1);

        (await DoneAsync("", "epoch", "begin", "--yes", "--data", folder)).ShouldContain("begins epoch 2");

        NodeDescription.Read(Path.Combine(folder, NodeDescription.FileName)).Epoch.ShouldBe(2);
        (await DoneAsync("", "audit", "verify", "--data", folder)).ShouldContain("The audit holds");
    }

    [Fact]
    public async Task a_changed_row_of_the_journal_is_named()
    {
        var (folder, _) = await StaffedAsync("two");
        await DoneAsync("", "user", "add", "anna", "--data", folder, "--person", "Anna Berg", "--post", "Desk");
        using (var journal = new SqliteConnection($"Data Source={folder}/journal.db;Pooling=false"))
        {
            journal.Open();
            using var change = journal.CreateCommand();
            change.CommandText = "UPDATE journal SET content = x'7b7d' WHERE seq = 2";
            change.ExecuteNonQuery().ShouldBe(1);
        }
        var verified = await LegationProcess.RunAsync("", "audit", "verify", "--data", folder);
        verified.Code.ShouldBe(3);
        verified.Error.ShouldContain("entry 2");
    }

    [Fact]
    public async Task a_card_is_accepted_only_with_its_fingerprint()
    {
        var (here, _) = await InitAsync("here");
        var (there, _) = await InitAsync("there");
        var card = await DoneAsync("", "card", "show", "--data", there);
        var file = Path.Combine(root, "card.txt");
        await File.WriteAllTextAsync(file, card, TestContext.Current.CancellationToken);
        var fingerprint = card.Split("Fingerprint: ")[1].Split('\n')[0];

        (await LegationProcess.RunAsync("", "card", "accept", file, "--data", here)).Code.ShouldBe(1);
        (
            await LegationProcess.RunAsync("", "card", "accept", file, "--data", here, "--fingerprint", "0000 0000")
        ).Error.ShouldContain("another");
        var accept = new[] { "card", "accept", file, "--data", here, "--fingerprint", fingerprint };
        (await DoneAsync("", [.. accept, "--rules-routes"])).ShouldContain("Link it with: legation link add");
        (await DoneAsync("", "card", "list", "--data", here)).ShouldEndWith(
            "\tUNCLASSIFIED; releasableTo ALLIANCE\trules routes\n"
        );
        await DoneAsync("", "link", "add", "Office there", "--default", "--data", here);
        (await DoneAsync("", accept)).ShouldSatisfyAllConditions(
            said => said.ShouldContain("no longer followed"),
            said => said.ShouldNotContain("Link it with")
        );
        (await DoneAsync("", "link", "list", "--data", here)).ShouldContain("carries the rest");
    }

    [Theory]
    [InlineData("--name", " ", "--name is what people call")]
    [InlineData("--place", "", "--place is a town")]
    [InlineData("--relay", "https://localhost:18001", "both listen on port 18001")]
    [InlineData("--calls-only", "true", "or --calls-only alone")]
    [InlineData("--organisation", "organisation--1", "is not the id of an organisation")]
    public async Task a_node_that_could_not_work_is_not_made(string option, string value, string why)
    {
        var folder = Path.Combine(root, "none");
        Dictionary<string, string> options = new(StringComparer.Ordinal)
        {
            ["--name"] = "Office",
            ["--code"] = "OFF",
            ["--place"] = "Oslo",
            ["--zone"] = "Europe/Oslo",
            ["--pages"] = "http://localhost:18001",
            ["--relay"] = "https://localhost:18002",
            [option] = value,
        };

        var refused = await LegationProcess.RunAsync(
            "",
            ["init", "--data", folder, .. options.SelectMany(o => new[] { o.Key, o.Value })]
        );

        refused.Code.ShouldBe(1);
        refused.Error.ShouldContain(why);
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task the_demonstration_is_not_made_in_a_nodes_folder()
    {
        var (folder, _) = await InitAsync("own");

        var refused = await LegationProcess.RunAsync("", "--data", folder);

        refused.ShouldBe(
            (
                1,
                "",
                $"{folder} is the folder of a node, not of the demonstration. Run the node with: legation serve --data {folder}\n"
            )
        );
        Directory.GetDirectories(folder).ShouldBe([Path.Combine(folder, "keys")]);
    }

    [Fact]
    public async Task the_demonstration_keeps_its_ports()
    {
        var (made, _) = await InitAsync("made", new Uri("http://localhost:18001"));
        var folder = Path.Combine(root, "demonstration");
        foreach (var node in new[] { "tokyo", "headquarters", "seoul", "ministry" })
        {
            Directory.CreateDirectory(Path.Combine(folder, node));
            File.Copy(Path.Combine(made, "node.json"), Path.Combine(folder, node, "node.json"));
        }
        File.WriteAllText(Path.Combine(folder, "demonstration.json"), """{"loaded":true}""");

        var refused = await LegationProcess.RunAsync("", "--data", folder, "--port-base", "18100");

        refused.Code.ShouldBe(1);
        refused.Error.ShouldStartWith($"The demonstration in {folder} was made with --port-base 18000 and keeps it.");
    }

    [Fact]
    public async Task a_port_base_without_room_makes_nothing()
    {
        var folder = Path.Combine(root, "demonstration");

        var refused = await LegationProcess.RunAsync("", "--data", folder, "--port-base", "99999");

        refused.Code.ShouldBe(1);
        refused.Error.ShouldContain("--port-base is 0 to 65431.");
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task a_file_that_is_not_there_is_named()
    {
        var (folder, _) = await InitAsync("own");

        (await LegationProcess.RunAsync("", "directory", "import", "/nowhere.json", "--data", folder)).Error.ShouldBe(
            "There is no file /nowhere.json. Give the path of one that is there.\n"
        );
    }

    [Theory]
    [InlineData("there is no folder", "serve", "--data", "/nonexistent/node")]
    [InlineData(
        "no such duty",
        "user",
        "add",
        "x",
        "--data",
        "/nonexistent/node",
        "--person",
        "p",
        "--post",
        "q",
        "--duties",
        "eat"
    )]
    public async Task a_mistake_is_answered_with_what_to_do(string _, params string[] arguments)
    {
        var run = await LegationProcess.RunAsync("", arguments);
        run.Code.ShouldBe(1);
        run.Error.ShouldNotContain("   at ");
        run.Error.ShouldNotBeEmpty();
    }

    /// <summary>A node with Anna Berg at the desk in its directory.</summary>
    private async Task<(string Folder, Uri Pages)> StaffedAsync(string name)
    {
        var made = await InitAsync(name);
        var file = Path.Combine(root, "directory.json");
        await File.WriteAllTextAsync(
            file,
            """
            {
              "offices": [{ "key": "office", "name": [{ "text": "Office", "lang": "en" }] }],
              "posts": [{ "key": "desk", "office": "office", "title": "Desk" }],
              "people": [{ "user": "anna", "name": [{ "text": "Anna Berg", "lang": "en" }], "post": "desk" }]
            }
            """,
            TestContext.Current.CancellationToken
        );
        await DoneAsync("", "directory", "import", file, "--data", made.Folder);
        return made;
    }

    private async Task<(string Folder, Uri Pages)> InitAsync(string name, Uri? at = null)
    {
        var (folder, pages) = (Path.Combine(root, name), at ?? new Uri($"http://localhost:{FreePorts.Next()}"));
        await DoneAsync(
            "",
            "init",
            "--data",
            folder,
            "--name",
            $"Office {name}",
            "--code",
            name.ToUpperInvariant(),
            "--place",
            "Oslo",
            "--zone",
            "Europe/Oslo",
            "--pages",
            pages.ToString(),
            "--relay",
            $"https://localhost:{FreePorts.Next()}"
        );
        return (folder, pages);
    }

    private static async Task<string> DoneAsync(string input, params string[] arguments)
    {
        var run = await LegationProcess.RunAsync(input, arguments);
        run.Code.ShouldBe(0, run.Error);
        return run.Output;
    }
}
