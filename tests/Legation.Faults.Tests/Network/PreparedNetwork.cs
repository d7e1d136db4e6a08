using System.Globalization;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Network;

/// <summary>
/// The folders of a network whose nodes know each other, made once by the program's demonstration; each test takes a
/// copy and serves every node as a process of its own.
/// </summary>
public sealed class PreparedNetwork : IAsyncLifetime
{
    private const int PortsOfANetwork = 200;
    private readonly string root = Directory.CreateTempSubdirectory("legation-faults-").FullName;
    private int copies;

    public async ValueTask InitializeAsync()
    {
        var ports = FreePorts.Next(PortsOfANetwork).ToString(CultureInfo.InvariantCulture);
        using var demonstration = LegationProcess.Start("--data", Made, "--port-base", ports, "--no-samples");
        await demonstration.SaysAsync("Ctrl-C ends all nodes");
        await demonstration.TerminateAsync();
    }

    /// <summary>Folder of a copy that belongs to the test.</summary>
    public string Copy() => CopyTo(Path.Combine(root, $"{++copies}"));

    /// <summary>The same at a place that the test has chosen.</summary>
    public string CopyTo(string place)
    {
        Folders.Copy(Made, place);
        return place;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string Made => Path.Combine(root, "made");
}

/// <summary>Folders as a whole.</summary>
internal static class Folders
{
    public static void Copy(string folder, string place)
    {
        Directory.CreateDirectory(place);
        foreach (var inner in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Moved(inner));
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Moved(file));

        string Moved(string path) => Path.Combine(place, Path.GetRelativePath(folder, path));
    }
}
