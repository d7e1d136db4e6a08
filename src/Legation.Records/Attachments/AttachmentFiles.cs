using System.Security.Cryptography;

namespace Legation.Records.Attachments;

/// <summary>
/// The contents of attachments as files named by their SHA-256, in a folder of the node. A file has its name only when all
/// of it is durable: content that is here is whole and stays over a power cut.
/// </summary>
public sealed class AttachmentFiles
{
    /// <summary>The longest that is kept, in bytes: 1 GB, as officers count it.</summary>
    public const long Largest = 1_000_000_000;

    /// <summary>What attachments leave free on the disk, in bytes: the journal needs it, 256 MiB.</summary>
    public const long LeftFree = 256 * 1024 * 1024;

    private const int Buffer = 128 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string folder;
    private readonly string unfinished;

    /// <summary>Keeps files in the folder, which is made if it is not there.</summary>
    public AttachmentFiles(DirectoryInfo folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        this.folder = folder.FullName;
        unfinished = Path.Combine(this.folder, "unfinished");
        MakeFolder(unfinished);
        Arriving = new ArrivingFiles(this, Path.Combine(this.folder, "arriving"));
    }

    /// <summary>What peers have sent a part of.</summary>
    public ArrivingFiles Arriving { get; }

    /// <summary>Whether the content is here, for whatever record: for one that may have it, ask <see cref="ProvenAttachments"/>.</summary>
    public bool IsHere(AttachmentReference attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        return new FileInfo(FileOf(attachment.Hash)) is { Exists: true } file && file.Length == attachment.Size;
    }

    /// <summary>Takes content as it comes, without ever having all of it in memory. When this ends it is durable.</summary>
    /// <exception cref="IOException">The disk does not take it; nothing is kept.</exception>
    public async Task<Outcome<KeptContent>> KeepAsync(Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var file = Path.Combine(unfinished, Path.GetRandomFileName());
        try
        {
            if ((await WriteAsync(content, file, cancellation)).Refused(out var refusal, out var kept))
                return refusal;
            Settle(file, kept.Hash);
            return kept;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Reads content that is here.</summary>
    public FileStream OpenRead(Digest hash) =>
        new(FileOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Buffer, useAsync: true);

    /// <summary>Whether the content is still what its name says.</summary>
    public async Task<bool> IsIntactAsync(Digest hash, CancellationToken cancellation)
    {
        await using var stream = OpenRead(hash);
        return new Digest(await SHA256.HashDataAsync(stream, cancellation)) == hash;
    }

    /// <summary>Takes a file that has all come; false, and it is thrown away, if it is not what its name says.</summary>
    internal async Task<bool> SettleArrivedAsync(string file, Digest hash, CancellationToken cancellation)
    {
        await using (var stream = File.OpenRead(file))
            if (new Digest(await SHA256.HashDataAsync(stream, cancellation)) != hash)
            {
                File.Delete(file);
                return false;
            }
        Settle(file, hash);
        return true;
    }

    /// <summary>Gives a file that is durable its name, durably; what stood there was the same.</summary>
    internal void Settle(string file, Digest hash)
    {
        var place = FileOf(hash);
        var shelf = Path.GetDirectoryName(place)!;
        if (!Directory.Exists(shelf))
        {
            MakeFolder(shelf);
            FolderSync.Sync(folder);
        }
        File.Move(file, place, overwrite: true);
        FolderSync.Sync(shelf);
    }

    /// <summary>Removes what nothing names, and what was never finished; returns how many contents.</summary>
    internal int Sweep(IReadOnlySet<Digest> named)
    {
        foreach (var file in Directory.EnumerateFiles(unfinished))
            File.Delete(file);
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList())
            if (Digest.TryParse(Path.GetFileName(file), out var hash) && !named.Contains(hash))
            {
                File.Delete(file);
                removed++;
            }
        return removed;
    }

    /// <summary>Whether so many bytes more leave <see cref="LeftFree"/> free.</summary>
    public bool HasRoom(long bytes) => new DriveInfo(folder).AvailableFreeSpace - bytes >= LeftFree;

    internal static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    internal static FileStream OpenWrite(string file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(file, options);
    }

    private string FileOf(Digest hash)
    {
        var name = hash.ToString();
        return Path.Combine(folder, name[..2], name);
    }

    private async Task<Outcome<KeptContent>> WriteAsync(Stream content, string file, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Buffer];
        long size = 0;
        await using var stream = OpenWrite(file);
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0; )
        {
            if ((size += read) > Largest)
                return AttachmentRefusals.TooLarge;
            if (!HasRoom(read))
                return AttachmentRefusals.NoRoom;
            hash.AppendData(buffer, 0, read);
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        if (size == 0)
            return AttachmentRefusals.Empty;
        RandomAccess.FlushToDisk(stream.SafeFileHandle);
        return new KeptContent(new Digest(hash.GetHashAndReset()), size);
    }
}

/// <summary>Content that is durable here.</summary>
/// <param name="Hash">SHA-256 of the bytes.</param>
/// <param name="Size">Length in bytes.</param>
public readonly record struct KeptContent(Digest Hash, long Size);
