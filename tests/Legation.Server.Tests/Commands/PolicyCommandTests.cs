using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

public sealed class PolicyCommandTests : IDisposable
{
    private const string Pier = """
        {
          "id": "PIER", "version": 2, "name": "Pier",
          "classifications": [{ "name": "OPEN", "hierarchy": 1, "colour": "u" }]
        }
        """;

    private readonly string root = Directory.CreateTempSubdirectory("legation-test-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task a_policy_is_checked_and_every_problem_is_said()
    {
        (await RunAsync("check", Written(Pier))).ShouldBe(
            (0, "PIER\tversion 2\tPier\t1 classifications, 0 tag sets\n", "")
        );
        (
            await RunAsync(
                "check",
                Written(
                    Pier.Replace("\"u\"", "\"pink\"", StringComparison.Ordinal)
                        .Replace("\"version\": 2,", "", StringComparison.Ordinal)
                )
            )
        ).ShouldBe((1, "", "/classifications/0/colour must be u, r, c or s\n/version is required\n"));
        (await RunAsync("check", Written("<SPIF/>"))).Error.ShouldStartWith("/SPIF (line 1, column 2) must be SPIF");
    }

    [Fact]
    public async Task a_policy_is_converted_to_spif_and_back()
    {
        var spif = await RunAsync("convert", Written(Pier), "--to", "spif");
        spif.Code.ShouldBe(0);

        var json = await RunAsync("convert", Written(spif.Output), "--to", "json");

        json.Code.ShouldBe(0);
        json.Error.ShouldBeEmpty();
        (await RunAsync("convert", Written(Pier), "--to", "json")).ShouldBe(json);
    }

    [Fact]
    public async Task the_policies_of_a_node_are_listed()
    {
        var node = Path.Combine(root, "node");
        string[] made =
        [
            .. new[] { "init", "--data", node, "--name", "Post Oslo", "--code", "OSL", "--place", "Oslo" },
            .. new[] { "--zone", "Europe/Oslo", "--pages", $"http://localhost:{FreePorts.Next()}" },
            .. new[] { "--relay", $"https://localhost:{FreePorts.Next()}" },
        ];
        (await LegationProcess.RunAsync("", made)).Code.ShouldBe(0);

        var shown = await RunAsync("list", "--data", node);

        shown.Output.Split('\n').Select(line => line.Split('\t')[0]).ShouldBe(["LEGATION-DEMO", "TLP:2.0", ""]);
    }

    private string Written(string text)
    {
        var file = Path.Combine(root, "policy");
        File.WriteAllText(file, text);
        return file;
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        LegationProcess.RunAsync("", ["policy", .. arguments]);
}
