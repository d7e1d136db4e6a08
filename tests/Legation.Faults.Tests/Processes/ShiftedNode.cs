using System.Globalization;
using Legation.Server.Nodes;

namespace Legation.Faults.Tests.Processes;

/// <summary>The node of <c>legation serve</c> under a clock that is days off.</summary>
internal static class ShiftedNode
{
    public static async Task<int> ServeAsync(string folder, string days)
    {
        using var signals = new ProcessSignals();
        var clock = new ShiftedClock(TimeSpan.FromDays(int.Parse(days, CultureInfo.InvariantCulture)));
        await using var host = NodeHost.Open(NodeFolder.Open(folder), clock);
        await host.StartAsync(signals.Stopping);
        await Console.Out.WriteLineAsync($"{host.Folder.Description.Name} serves {host.Folder.Description.Pages}");
        await signals.WaitAsync();
        return 0;
    }

    // Timers go by the machine, as they do when somebody sets a real clock.
    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
