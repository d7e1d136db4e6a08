using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Legation.Browser.Tests.Hosting;

/// <summary>The program <c>legation</c> with its four nodes, in a folder that goes with it.</summary>
internal sealed partial class DemonstrationProcess : IAsyncDisposable
{
    private const int PortsOfANetwork = 200;
    private readonly string folder = Directory.CreateTempSubdirectory("legation-browser-").FullName;
    private readonly List<string> output = [];
    private readonly TaskCompletionSource serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private DemonstrationProcess()
    {
        process = new Process { StartInfo = Start(folder), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => serving.TrySetException(new InvalidOperationException(Said));
    }

    public IReadOnlyList<Person> People { get; private set; } = [];

    /// <summary>The links that the terminal shows: each signs in once.</summary>
    public IReadOnlyList<Uri> Links
    {
        get
        {
            lock (output)
                return [.. output.SelectMany(line => Link().Matches(line)).Select(match => new Uri(match.Value))];
        }
    }

    private string Said
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    public static async Task<DemonstrationProcess> StartAsync()
    {
        var demonstration = new DemonstrationProcess();
        demonstration.process.Start();
        demonstration.process.BeginOutputReadLine();
        demonstration.process.BeginErrorReadLine();
        await demonstration.serving.Task;
        demonstration.People = Person.Read(demonstration.folder);
        return demonstration;
    }

    /// <summary>Runs a command on the node in that folder of the demonstration.</summary>
    public async Task RunAsync(string node, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "legation.dll"), .. arguments, "--data", Path.Combine(folder, node)]
        );
        using var command = Process.Start(start)!;
        await command.WaitForExitAsync();
        command.ExitCode.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var signal = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
        }
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static ProcessStartInfo Start(string folder)
    {
        var ports = FreePorts.Next(PortsOfANetwork).ToString(CultureInfo.InvariantCulture);
        var program = Path.Combine(AppContext.BaseDirectory, "legation.dll");
        return new ProcessStartInfo("dotnet", [program, "--data", folder, "--port-base", ports])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.Add(line);
        if (line.StartsWith("Ctrl-C", StringComparison.Ordinal))
            serving.TrySetResult();
    }

    [GeneratedRegex(@"http://localhost:\d+/sign-in/\S+")]
    private static partial Regex Link();
}
