using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Legation.Browser.Tests.Hosting;

/// <summary>The program <c>legation</c> with its four nodes, in a folder that goes with it.</summary>
internal sealed partial class DemonstrationProcess : IAsyncDisposable
{
    private const int PortsOfANetwork = 200;
    private readonly string folder = Directory.CreateTempSubdirectory("legation-browser-").FullName;
    private readonly int ports = FreePorts.Next(PortsOfANetwork);
    private readonly List<string> output = [];
    private Process process = null!;

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
        await demonstration.ServeAsync();
        demonstration.People = Person.Read(demonstration.folder);
        return demonstration;
    }

    /// <summary>Starts it, again if it was stopped, and waits until it serves.</summary>
    public async Task ServeAsync()
    {
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = Start(folder, ports), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data, serving);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, serving);
        process.Exited += (_, _) => serving.TrySetException(new InvalidOperationException(Said));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await serving.Task;
    }

    public async Task StopAsync()
    {
        if (!process.HasExited)
        {
            using var signal = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
        }
        process.Dispose();
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

    /// <summary>Says what labels a user of the node in that folder may read; it may be stopped.</summary>
    public async Task ClearAsync(string node, string user, string classification)
    {
        var clearance = Path.Combine(folder, "clearance.json");
        await File.WriteAllTextAsync(
            clearance,
            $$$"""
            {"policy":"LEGATION-DEMO","classifications":["{{{classification}}}"],"categories":{"releasableTo":["ALLIANCE"]}}
            """
        );
        await RunAsync(node, "user", "clearance", user, "--clearance", clearance);
    }

    /// <summary>Puts a person's name right in the directory of the node in that folder.</summary>
    public async Task RenameAsync(string node, string person)
    {
        var document = Path.Combine(folder, "directory.json");
        await File.WriteAllTextAsync(
            document,
            $$"""
            {"offices":[{"key":"o","name":[{"text":"Annex","lang":"en"}]}],"posts":[{"key":"p","office":"o","title":"Second post"}],
            "people":[{"user":"u","id":"{{person}}","name":[{"text":"Renamed","lang":"en"}],"post":"p"}]}
            """
        );
        await RunAsync(node, "directory", "import", document);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static ProcessStartInfo Start(string folder, int ports)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "legation.dll");
        string[] arguments = [program, "--data", folder, "--port-base", ports.ToString(CultureInfo.InvariantCulture)];
        return new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private void Hear(string? line, TaskCompletionSource serving)
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
