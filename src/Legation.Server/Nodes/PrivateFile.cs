using System.Text;

namespace Legation.Server.Nodes;

/// <summary>Files and folders that only the account of the node may read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces the file in one step; it never exists with a wider mode or half written.</summary>
    public static void Write(string path, string content)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var stream = new FileStream(fresh, Options(FileMode.CreateNew)))
        {
            stream.Write(Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }

    public static DirectoryInfo Folder(string path) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);

    public static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
        };
        if (!OperatingSystem.IsWindows() && mode is FileMode.CreateNew or FileMode.OpenOrCreate)
            options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
