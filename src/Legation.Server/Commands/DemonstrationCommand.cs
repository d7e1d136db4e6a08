using System.CommandLine;
using Legation.Server.Demonstration;
using Legation.Server.Nodes;

namespace Legation.Server.Commands;

/// <summary>Without a command: the demonstration network.</summary>
internal static class DemonstrationCommand
{
    public static void Configure(RootCommand root)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder of the demonstration network",
            DefaultValueFactory = _ => UsualFolder,
        };
        var portBase = new Option<int?>("--port-base")
        {
            Description =
                $"On the first start: pages on this port + 1 to + 4, relays on + 101 to + 104; {DemonstrationPorts.UsualBase} without it",
        };
        portBase.Validators.Add(given =>
        {
            if (given.GetValue(portBase) is { } chosen && !DemonstrationPorts.IsBase(chosen))
                given.AddError($"--port-base is 0 to {DemonstrationPorts.LargestBase}.");
        });
        var noSamples = new Option<bool>("--no-samples")
        {
            Description = "On the first start, load people but nothing that they wrote",
        };
        root.Add(data);
        root.Add(portBase);
        root.Add(noSamples);
        root.SetGuarded(
            (parsed, _) =>
                RunAsync(
                    Path.GetFullPath(parsed.GetRequiredValue(data)),
                    parsed.GetValue(portBase),
                    !parsed.GetValue(noSamples)
                )
        );
    }

    private static async Task<int> RunAsync(string root, int? portBase, bool samples)
    {
        using var signals = new ProcessSignals();
        try
        {
            await using var network = await DemonstrationNetwork.StartAsync(root, portBase, samples, signals.Stopping);
            DemonstrationTable.Print(root, network.Hosts, await network.PeopleAsync());
            await signals.WaitAsync();
        }
        catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested) { }
        return ExitCodes.Done;
    }

    private static string UsualFolder
    {
        get
        {
            var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return local.Length == 0 ? "demo" : Path.Combine(local, "legation", "demo");
        }
    }
}
