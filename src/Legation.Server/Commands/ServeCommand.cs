using System.CommandLine;
using Legation.Server.Nodes;

namespace Legation.Server.Commands;

internal static class ServeCommand
{
    public static Command Make()
    {
        var data = LegationCommand.Data();
        var command = new Command("serve", "Run the node until Ctrl-C or SIGTERM") { data };
        command.SetGuarded(
            (parsed, _) =>
                ServeAsync(NodeFolder.Open(parsed.GetRequiredValue(data)), parsed.InvocationConfiguration.Output)
        );
        return command;
    }

    private static async Task<int> ServeAsync(NodeFolder folder, TextWriter output)
    {
        using var signals = new ProcessSignals();
        await using var host = NodeHost.Open(folder, TimeProvider.System);
        await host.StartAsync(signals.Stopping);
        await output.WriteLineAsync($"{folder.Description.Name} serves {folder.Description.Pages}");
        await signals.WaitAsync();
        return ExitCodes.Done;
    }
}
