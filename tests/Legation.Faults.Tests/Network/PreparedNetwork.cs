using System.Collections.Concurrent;
using System.Globalization;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Network;

/// <summary>
/// The folders of networks whose nodes know each other, made once by the program's demonstration; each test takes a copy
/// and serves every node as a process of its own. The nodes' cards say their ports, so a network has one copy at a time,
/// and there is a network for each test that runs beside others.
/// </summary>
public sealed class PreparedNetwork : IAsyncLifetime
{
    private const int PortsOfANetwork = 200;
    private readonly string root = Directory.CreateTempSubdirectory("legation-faults-").FullName;
    private readonly ConcurrentBag<string> free = [];
    private int networks;
    private int copies;

    public async ValueTask InitializeAsync() => free.Add(await MakeAsync());

    /// <summary>A copy that belongs to the test until it is disposed of.</summary>
    internal async Task<NetworkFolder> CopyAsync()
    {
        if (!free.TryTake(out var made))
            made = await MakeAsync();
        var copy = Path.Combine(root, $"copy-{Interlocked.Increment(ref copies)}");
        Folders.Copy(made, copy);
        return new NetworkFolder(copy, () => free.Add(made));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> MakeAsync()
    {
        var made = Path.Combine(root, $"made-{Interlocked.Increment(ref networks)}");
        var ports = FreePorts.Next(PortsOfANetwork).ToString(CultureInfo.InvariantCulture);
        using var demonstration = LegationProcess.Start("--data", made, "--port-base", ports, "--no-samples");
        await demonstration.SaysAsync("Ctrl-C ends all nodes");
        await demonstration.TerminateAsync();
        return made;
    }
}
