using System.Text.Json.Nodes;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Network;

/// <summary>A node that is served by a process of its own, which can be killed and started again.</summary>
internal sealed class ServedNode(string folder) : IAsyncDisposable
{
    private LegationProcess? process;

    public string Folder => folder;

    public LegationProcess Process => process ?? throw new InvalidOperationException("The node was never started.");

    /// <summary>Port of the relay as the node's card has it.</summary>
    public int RelayPort => new Uri((string)Description["relay"]!).Port;

    /// <summary>Lets the node listen for peers elsewhere than its card says, as behind a forwarder.</summary>
    public void ListenBehind(int port)
    {
        var description = Description;
        description["relayListen"] = $"127.0.0.1:{port}";
        File.WriteAllText(DescriptionFile, description.ToJsonString());
    }

    public Task StartAsync(params IReadOnlyList<string> wrapper)
    {
        Launch(wrapper);
        return Process.SaysAsync(" serves ");
    }

    /// <summary>Starts it and does not wait until it serves.</summary>
    public void Launch(params IReadOnlyList<string> wrapper)
    {
        process?.Dispose();
        process = LegationProcess.StartUnder(wrapper, "serve", "--data", folder);
    }

    /// <summary>Waits until something has ended it, then starts it again.</summary>
    public async Task StartAfterItsEndAsync()
    {
        await Process.EndAsync();
        await StartAsync();
    }

    public Task KillAsync() => Process.KillAsync();

    public Task TerminateAsync() => Process.TerminateAsync();

    /// <summary>What <c>legation audit verify</c> says.</summary>
    public async Task<string> VerifyAuditAsync() =>
        (await LegationProcess.RunAsync("audit", "verify", "--data", folder)).Said;

    public async ValueTask DisposeAsync()
    {
        if (process is { HasEnded: false })
            await process.KillAsync();
        process?.Dispose();
    }

    private string DescriptionFile => Path.Combine(folder, "node.json");

    private JsonNode Description => JsonNode.Parse(File.ReadAllText(DescriptionFile))!;
}
