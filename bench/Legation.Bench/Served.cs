using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Legation.Bench;

/// <summary>A program that serves, as a process of its own; asked to end when it is disposed of.</summary>
internal sealed class Served : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource patience = new(Patience);
    private readonly Process process;

    private Served(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>
    /// The four nodes of the demonstration on <see cref="Demonstration.PortBase"/>; the variable LEGATION names another
    /// program than the one built with the bench, such as a published one.
    /// </summary>
    public static Served Network(DirectoryInfo folder) =>
        new(
            Environment.GetEnvironmentVariable("LEGATION") ?? Built("legation"),
            "--data",
            folder.FullName,
            "--port-base",
            Demonstration.PortBase.ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>The node of a folder.</summary>
    public static Served Node(DirectoryInfo folder) =>
        new(Environment.GetEnvironmentVariable("LEGATION") ?? Built("legation"), "serve", "--data", folder.FullName);

    /// <summary>Servers that answer and do nothing else, in one process, on the same ports.</summary>
    public static Served Empty(int servers) =>
        new(Built("Legation.Bench"), EmptyServer.Word, servers.ToString(CultureInfo.InvariantCulture));

    /// <summary>Memory that the process has resident, in MB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1_000_000.0;
        }
    }

    /// <summary>Asks until the address answers; gives the milliseconds since the process was started.</summary>
    public async Task<double> AnsweredAsync(Uri address)
    {
        using var http = new HttpClient();
        while (!await AnswersAsync(http, address))
            await Task.Delay(Step, patience.Token);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>Reads until a line begins so; gives the milliseconds since the process was started.</summary>
    public async Task<double> PrintedAsync(string beginning)
    {
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        throw new InvalidOperationException("The program ended.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
        }
        process.Dispose();
        patience.Dispose();
    }

    private static string Built(string program) => Path.Combine(AppContext.BaseDirectory, program);

    private async Task<bool> AnswersAsync(HttpClient http, Uri address)
    {
        if (process.HasExited)
            throw new InvalidOperationException("The program ended.");
        try
        {
            using var answer = await http.GetAsync(address, patience.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
