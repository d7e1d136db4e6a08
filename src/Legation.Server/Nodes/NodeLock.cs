namespace Legation.Server.Nodes;

/// <summary>
/// Keeps a second process from writing the same folder. The lock is the open file, so that a process that was killed
/// leaves none behind. A file beside it says where commands reach the running node.
/// </summary>
internal sealed class NodeLock : IDisposable
{
    private const string FileName = "serve.lock";
    private const string AddressFileName = "serve.address";

    // The longest path of a Unix socket that all systems take, sun_path of unix(7) less one.
    private const int LongestSocketPath = 100;
    private readonly FileStream file;

    private NodeLock(FileStream file, string socket)
    {
        this.file = file;
        Socket = socket;
    }

    /// <summary>Path of the socket on which the node takes commands while it runs.</summary>
    public string Socket { get; }

    public static NodeLock Take(NodeFolder folder)
    {
        try
        {
            var taken = new FileStream(folder.At(FileName), Exclusive());
            var socket = SocketFor(folder);
            PrivateFile.Write(folder.At(AddressFileName), socket);
            return new NodeLock(taken, socket);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new NodeFolderException(
                $"The node in {folder.Path} runs already, or a command works on it. Stop it first.",
                e
            );
        }
    }

    /// <summary>The socket of the process that holds the folder; null when none does.</summary>
    public static string? SocketOfRunning(NodeFolder folder)
    {
        try
        {
            using var free = new FileStream(folder.At(FileName), Exclusive());
            return null;
        }
        catch (IOException e) when (IsHeld(e))
        {
            return File.ReadAllText(folder.At(AddressFileName));
        }
    }

    public void Dispose()
    {
        file.Dispose();
        File.Delete(Socket);
    }

    private static string SocketFor(NodeFolder folder)
    {
        var beside = folder.At("commands.sock");
        if (beside.Length > LongestSocketPath)
            beside = Path.Combine(Directory.CreateTempSubdirectory("legation-").FullName, "commands.sock");
        File.Delete(beside);
        return beside;
    }

    // FileShare.None is an exclusive flock(2); any other sharing would let two writers in.
    private static FileStreamOptions Exclusive()
    {
        var options = PrivateFile.Options(FileMode.OpenOrCreate);
        options.Share = FileShare.None;
        return options;
    }

    private static bool IsHeld(IOException e) => e is not (FileNotFoundException or DirectoryNotFoundException);
}
