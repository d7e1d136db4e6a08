using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Legation.Faults.Tests.Processes;

/// <summary>A <c>legation</c> process, alone or under a program that does something to it.</summary>
internal sealed class LegationProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private LegationProcess(Process process)
    {
        this.process = process;
        Orphans.Watch(process.Id);
        process.OutputDataReceived += (_, line) => Hear(line);
        process.ErrorDataReceived += (_, line) => Hear(line);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All that it has said so far.</summary>
    public string Said => string.Join('\n', lines);

    public bool HasEnded => process.HasExited;

    public static LegationProcess Start(params string[] arguments) => StartUnder([], arguments);

    /// <param name="wrapper">Program and arguments that come before.</param>
    /// <param name="arguments">Arguments of <c>legation</c>.</param>
    public static LegationProcess StartUnder(IReadOnlyList<string> wrapper, params string[] arguments) =>
        StartCommand([.. wrapper, Path.Combine(AppContext.BaseDirectory, "legation"), .. arguments]);

    /// <summary>Serves a node under a clock that is so many days off.</summary>
    public static LegationProcess StartShifted(string folder, int days) =>
        StartCommand([Environment.ProcessPath!, "serve", folder, days.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Memory that it has resident, in megabytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / (1024.0 * 1024);
        }
    }

    private static LegationProcess StartCommand(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new LegationProcess(Process.Start(start)!);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var command = Start(arguments);
        var code = await command.EndAsync();
        return (code, command.Said);
    }

    /// <summary>Waits until it has said this; fails if it ends before.</summary>
    public Task SaysAsync(string words) =>
        Eventually.HoldsAsync(
            $"the process says “{words}”",
            Patience,
            () =>
                lines.Any(line => line.Contains(words, StringComparison.Ordinal))
                || (process.HasExited ? throw new InvalidOperationException($"It ended: {Said}") : false)
        );

    /// <summary>SIGKILL: nothing more is done or said.</summary>
    public Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        return EndAsync();
    }

    /// <summary>SIGTERM: it ends by itself.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await EndAsync();
    }

    /// <summary>Its exit code, once it has ended.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        Orphans.Forget(process.Id);
        process.Dispose();
    }

    private void Hear(DataReceivedEventArgs line)
    {
        if (line.Data is { } said)
            lines.Enqueue(said);
    }
}
