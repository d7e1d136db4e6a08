using System.Diagnostics;

namespace Legation.Faults.Tests.Root;

/// <summary>A tmpfs that holds a node's folder, and a filler that takes what is left of it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int ForFewCommits = 400 * 1024;
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    /// <summary>Moves the folder of a node that does not run onto a disk of its own.</summary>
    public static SmallDisk Under(string folder, int megabytes = 16)
    {
        var aside = folder + ".aside";
        Directory.Move(folder, aside);
        Directory.CreateDirectory(folder);
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=700", "tmpfs", folder);
        Run("cp", "-a", $"{aside}/.", folder);
        return new SmallDisk(folder);
    }

    /// <summary>Leaves so many bytes: if not said otherwise, room for a few commits.</summary>
    public void Fill(long left = ForFewCommits)
    {
        using var filler = File.Create(Filler);
        filler.Write(new byte[new DriveInfo(folder).AvailableFreeSpace - left]);
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose() => Run("umount", "--lazy", folder);

    private string Filler => Path.Combine(folder, "filler");

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, program);
    }
}
