using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

/// <summary>A route with time limits as its operator writes it down.</summary>
public sealed class RouteCommandTests : IAsyncLifetime
{
    private const string Offices = """
        {
          "organisation": { "name": [{ "text": "Headquarters", "lang": "en" }] },
          "offices": [{ "key": "tyo", "name": [{ "text": "Office Tokyo", "lang": "en" }] }],
          "posts": [
            { "key": "deputy", "office": "tyo", "title": "Deputy" },
            { "key": "duty", "office": "tyo", "title": "Duty officer" }
          ]
        }
        """;

    private readonly string root = Directory.CreateTempSubdirectory("legation-test-").FullName;

    private string organisation = "";
    private string office = "";

    public async ValueTask InitializeAsync()
    {
        string[] init = ["init", "--name", "Headquarters", "--code", "HQ", "--place", "Oslo", "--zone", "Europe/Oslo"];
        string[] at = ["--pages", "http://localhost:18080", "--relay", "https://localhost:18443"];
        (await RunAsync([.. init, .. at])).Code.ShouldBe(0);
        var entered = (await ImportAsync(Offices)).Output.Split('\n').Select(line => line.Split('\t')[0]).ToList();
        (organisation, office) = (
            entered.Single(id => id.StartsWith("organisation--", StringComparison.Ordinal)),
            entered.Single(id => id.StartsWith("office--", StringComparison.Ordinal))
        );
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task a_route_with_limits_and_deputies_is_listed_as_it_was_written()
    {
        var deputy = await PostAsync("Deputy");
        var route = Route($$""" "limits": { "flash": 15, "immediate": 60 }, "deputies": ["{{deputy}}"] """);

        (await ImportAsync(route)).Output.ShouldContain("\troute entered");
        (await ImportAsync(route)).Output.ShouldContain("\twas there");

        (await RunAsync("directory", "list")).Output.ShouldContain(
            "through Office Tokyo; not cleared in 15 min (flash), 60 min (immediate): to Deputy, then on without clearance"
        );
    }

    [Theory]
    [InlineData(""" "limits": { "urgent": 15 } """, "$.routes[0].limits.urgent")]
    [InlineData(""" "limits": { "urgent": 15 } """, "Limits are minutes for flash, immediate, priority, routine.")]
    [InlineData(""" "limits": { "flash": "soon" } """, "$.routes[0].limits.flash")]
    [InlineData(""" "limits": { "flash": -1 } """, "routes[0].limits.flash is -1")]
    [InlineData(""" "limits": { "flash": 15 }, "deputies": [null] """, "routes[0].deputies[0]")]
    [InlineData(""" "deputies": [] """, "routes[0].deputies needs limits")]
    public async Task limits_that_cannot_be_read_are_refused_with_their_place_and_nothing_is_entered(
        string members,
        string place
    )
    {
        var refused = await ImportAsync(Route(members));

        (refused.Code, refused.Output).ShouldBe((1, ""));
        refused.Error.ShouldContain(place);
        (await RunAsync("directory", "list")).Output.ShouldNotContain("through Office Tokyo");
    }

    private string Route(string members) =>
        $$"""{ "routes": [{ "sender": "{{organisation}}", "via": "{{office}}", {{members}} }] }""";

    private async Task<string> PostAsync(string title) =>
        (await RunAsync("directory", "list"))
            .Output.Split('\n')
            .Select(line => line.Split('\t'))
            .Single(columns => columns.Length > 1 && columns[1] == title)[0];

    private Task<(int Code, string Output, string Error)> ImportAsync(string document)
    {
        var file = Path.Combine(root, "directory.json");
        File.WriteAllText(file, document);
        return RunAsync("directory", "import", file);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        LegationProcess.RunAsync("", [.. arguments, "--data", Path.Combine(root, "node")]);
}
