using Legation.Records.Attachments;

namespace Legation.Server.Nodes;

/// <summary>
/// Where a command and the node hand each other carried files: the node may be shut out from where the command's user
/// works, but both have the node's folder. What lies here is on its way and may be deleted when no command runs.
/// </summary>
internal sealed class CarriedFolder(string path)
{
    public static string NewName() => $"{Path.GetRandomFileName()}.carried";

    /// <summary>Where a file of this name is.</summary>
    /// <exception cref="NodeFolderException">The name leads out of the folder.</exception>
    public string PathOf(string name) =>
        Path.GetFileName(name) == name && name.EndsWith(".carried", StringComparison.Ordinal)
            ? Path.Combine(path, name)
            : throw new NodeFolderException($"{name} is no name of a carried file.");

    public FileStream Create(string name)
    {
        PrivateFile.Folder(path);
        return new FileStream(PathOf(name), PrivateFile.Options(FileMode.CreateNew));
    }

    /// <summary>A file that is gone when it is closed.</summary>
    public FileStream CreateFleeting()
    {
        PrivateFile.Folder(path);
        var options = PrivateFile.Options(FileMode.CreateNew);
        options.Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous;
        return new FileStream(PathOf(NewName()), options);
    }

    public FileStream Open(string name) => File.OpenRead(PathOf(name));

    /// <summary>Copies a file in.</summary>
    /// <exception cref="NodeFolderException">The disk has too little room for it.</exception>
    public async Task CopyInAsync(string from, string name)
    {
        PrivateFile.Folder(path);
        if (new DriveInfo(path).AvailableFreeSpace - new FileInfo(from).Length < AttachmentFiles.LeftFree)
            throw new NodeFolderException($"The node's disk has too little room to take in {from}. Make room first.");
        await using var source = File.OpenRead(from);
        await using var copy = Create(name);
        await source.CopyToAsync(copy);
    }

    public void Delete(string name) => File.Delete(PathOf(name));
}
