using System.Diagnostics;

namespace Legation.Server.Tests.Hosting;

/// <summary>Runs <c>legation</c> as a process, as people and scripts do.</summary>
internal static class LegationProcess
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(string input, params string[] arguments)
    {
        using var process = Start(arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "legation.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Asks a process to end, as Ctrl-C does.</summary>
    public static async Task InterruptAsync(Process process)
    {
        using var kill = Process.Start(
            "kill",
            ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]
        );
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
