using System.Globalization;
using Legation.Records.Attachments;
using Legation.Server.Nodes;

namespace Legation.Server.Doctor;

/// <summary>The node's folder: its files, who may read them, the room on its disk.</summary>
internal static class FolderCheck
{
    private const string Check = "folder";
    private const long LittleRoom = 1L << 30;
    private const long NoRoom = 100L << 20;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    public static IEnumerable<Finding> Of(NodeFolder folder) =>
        [.. Keys(folder), .. Private(folder), .. Journal(folder), .. Room(new DriveInfo(folder.Path), folder.Path)];

    /// <summary>Whether there is room for what comes.</summary>
    private static IEnumerable<Finding> Room(DriveInfo disk, string path)
    {
        var free = disk.AvailableFreeSpace;
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{free / (1 << 20):N0} MB are free on the disk of {path}"
        );
        const string remedy = "Make room, or move the folder to a larger disk while the node is stopped.";
        if (free < NoRoom)
            yield return Finding.Error("disk", $"{words}: soon nothing more is taken in.", remedy);
        else if (free < AttachmentFiles.LeftFree)
            yield return Finding.Warning("disk", $"{words}: no more files are taken in, only dispatches.", remedy);
        else if (free < LittleRoom)
            yield return Finding.Warning("disk", $"{words}.", remedy);
    }

    private static IEnumerable<Finding> Keys(NodeFolder folder)
    {
        foreach (var (read, what) in Readable(folder))
            if (Problem(read) is { } problem)
                yield return Finding.Error(
                    "keys",
                    $"The {what} cannot be used. {problem.Sentence()}",
                    problem.Remedy()
                );
    }

    private static IEnumerable<(Action Read, string What)> Readable(NodeFolder folder) =>
        [
            (() => KeyFiles.ReadSigningKey(folder).Dispose(), "signing key"),
            (() => KeyFiles.ReadRelayCertificate(folder).Dispose(), "TLS key"),
        ];

    private static NodeFolderException? Problem(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (NodeFolderException e)
        {
            return e;
        }
    }

    private static string Sentence(this NodeFolderException problem) => problem.Message.Split(". ")[0] + ".";

    private static string Remedy(this NodeFolderException problem) =>
        problem.Message.Split(". ", 2) is [_, var remedy] ? remedy : "Bring it back from the backup.";

    private static IEnumerable<Finding> Private(NodeFolder folder)
    {
        if (OperatingSystem.IsWindows())
            yield break;
        foreach (var file in Secret(folder))
            if ((File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
                yield return Finding.Error(
                    "keys",
                    $"Others on this machine may read or write {file}.",
                    $"chmod go= {file}; if somebody else has an account here, tell the security officer: the key may be known."
                );
        if ((File.GetUnixFileMode(folder.Path) & Others) != UnixFileMode.None)
            yield return Finding.Warning(
                Check,
                $"Others on this machine may look into {folder.Path}.",
                $"chmod go= {folder.Path}"
            );
    }

    private static IEnumerable<string> Secret(NodeFolder folder) =>
        Directory.Exists(folder.At("keys")) ? Directory.EnumerateFiles(folder.At("keys")) : [];

    private static IEnumerable<Finding> Journal(NodeFolder folder)
    {
        if (!folder.JournalFile.Exists)
            yield return Finding.Warning(
                Check,
                $"There is no journal {folder.JournalFile.FullName} yet.",
                "If the node has been in use, stop here and bring the folder back from the backup; else it is made when the node starts."
            );
    }
}
