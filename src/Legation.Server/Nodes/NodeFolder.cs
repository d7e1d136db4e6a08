using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Server.Nodes;

/// <summary>The data folder of one node: who it is, its keys, its journal.</summary>
internal sealed class NodeFolder
{
    private NodeFolder(string path, NodeDescription description)
    {
        Path = path;
        Description = description;
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    public NodeDescription Description { get; }

    public FileInfo JournalFile => new(At(Description.Journal));

    public DirectoryInfo Attachments => new(At("attachments"));

    /// <summary>Files between a command and the node: both may read and write here.</summary>
    public CarriedFolder Carried => new(At("carried"));

    public DirectoryInfo ProtectionKeys => PrivateFile.Folder(At("protection"));

    /// <summary>Makes the folder with new keys.</summary>
    /// <exception cref="NodeFolderException">There is a node in it already.</exception>
    public static NodeFolder Create(string path, NodeDescription description, DateTimeOffset now)
    {
        var folder = new NodeFolder(System.IO.Path.GetFullPath(path), description);
        if (Exists(path))
            throw new NodeFolderException(
                $"There is a node in {folder.Path} already. Choose another folder with --data."
            );
        PrivateFile.Folder(folder.Path);
        KeyFiles.Create(folder, now);
        // Last: a folder is a node's when this file is there.
        description.Write(folder.At(NodeDescription.FileName));
        return folder;
    }

    /// <summary>Opens the folder of a node.</summary>
    /// <exception cref="NodeFolderException">There is no node in it, or its description is not valid.</exception>
    public static NodeFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (!Exists(full))
            throw new NodeFolderException($"There is no node in {full}. Make one with: legation init --data {full}");
        return new NodeFolder(full, NodeDescription.Read(System.IO.Path.Combine(full, NodeDescription.FileName)));
    }

    public static bool Exists(string path) => File.Exists(System.IO.Path.Combine(path, NodeDescription.FileName));

    /// <summary>Takes the folder for this process.</summary>
    public NodeLock Lock() => NodeLock.Take(this);

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public NodeIdentity IdentityWith(IRecordSigner signer) =>
        new(Description.Id, Description.Name, Description.Organisation, Description.Epoch, signer);
}
