using System.Text.Json.Nodes;
using Legation.Labels;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

/// <summary>Policies by the command line, while the node serves.</summary>
public sealed class NodePolicyCommandTests : IAsyncLifetime
{
    private TestNode node = null!;

    public async ValueTask InitializeAsync() => node = await TestNode.StartAsync();

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task a_version_is_issued_read_and_accepted()
    {
        await DoneAsync("issue", await FileAsync(_ => { }));
        (await DoneAsync("list")).ShouldContain("LEGATION-DEMO\tversion 1 accepted\tversion 2 waits");
        (await DoneAsync("show", "legation-demo")).ShouldContain("Only words that people are shown have changed.");
        (await DoneAsync("accept", "LEGATION-DEMO", "2")).ShouldBe("LEGATION-DEMO version 2 counts on this node.\n");
        (await DoneAsync("list")).ShouldContain("LEGATION-DEMO\tversion 2 accepted\n");
    }

    [Fact]
    public async Task a_version_that_lowers_is_refused_with_its_places()
    {
        await DoneAsync("issue", await FileAsync(json => json["tagSets"]![1]!["required"] = false));
        var run = await RunAsync("accept", "LEGATION-DEMO", "2");
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("/tagSets/1/required: was true");
    }

    [Fact]
    public async Task a_policy_that_contradicts_itself_is_not_issued()
    {
        var run = await RunAsync("issue", await FileAsync(json => json["tagSets"]![0]!["type"] = "optional"));
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("/tagSets/0/type: must be restrictive, permissive or informative.");
    }

    private async Task<string> FileAsync(Action<JsonNode> change)
    {
        await using var stream = typeof(ShippedPolicies).Assembly.GetManifestResourceStream("legation-demo.json")!;
        var json = JsonNode.Parse(stream)!;
        json["version"] = 2;
        change(json);
        var file = Path.Combine(node.Folder, "policy.json");
        await File.WriteAllTextAsync(file, json.ToJsonString(), TestContext.Current.CancellationToken);
        return file;
    }

    private async Task<string> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.Code.ShouldBe(0, run.Error);
        return run.Output;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        LegationProcess.RunAsync("", ["policy", .. arguments, "--data", node.Folder]);
}
