namespace Legation.Records.Attachments;

/// <summary>
/// Contents of which a part has come, one file for each content, each peer that sends it and each record for which it does:
/// what one sends wrong does not spoil what another sends, and what came for one record says nothing of another. How long a
/// file is says how much of it is durable.
/// </summary>
public sealed class ArrivingFiles
{
    /// <summary>The longest piece that is appended at one time, in bytes.</summary>
    public const int LongestPiece = 256 * 1024;

    private readonly Dictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);
    private readonly AttachmentFiles files;
    private readonly string folder;

    internal ArrivingFiles(AttachmentFiles files, string folder)
    {
        (this.files, this.folder) = (files, folder);
        AttachmentFiles.MakeFolder(folder);
    }

    /// <summary>The most that has come of a content for a record, from whomever.</summary>
    /// <param name="content">SHA-256 of the content.</param>
    /// <param name="record">Hash of the record's header.</param>
    public long LongestOf(Digest content, Digest record) =>
        Directory
            .EnumerateFiles(folder, $"{content}.*.{record}")
            .Select(file => new FileInfo(file))
            .Select(file => file.Exists ? file.Length : 0)
            .DefaultIfEmpty()
            .Max();

    /// <summary>
    /// Appends what a piece has beyond the end of the file; one that leaves a gap, or has nothing new, changes nothing.
    /// Returns how much is durable now.
    /// When all has come and is what it should be, the content is here; if it is not, all of it is thrown away.
    /// </summary>
    /// <param name="attachment">What is to come.</param>
    /// <param name="from">The peer that sends it.</param>
    /// <param name="record">Hash of the record's header for which it sends it.</param>
    /// <param name="offset">Where the piece belongs.</param>
    /// <param name="piece">Its bytes; empty only asks.</param>
    /// <param name="cancellation">Gives up between two steps.</param>
    public async Task<ArrivedPiece> AppendAsync(
        AttachmentReference attachment,
        RecordId from,
        Digest record,
        long offset,
        ReadOnlyMemory<byte> piece,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(attachment);
        var file = Path.Combine(folder, $"{attachment.Hash}.{from.Uuid:N}.{record}");
        var turn = await TakeTurnAsync(file, cancellation);
        try
        {
            var length = await WriteAsync(file, attachment.Size, offset, piece, cancellation);
            if (length < attachment.Size)
                return new ArrivedPiece(length, IsWrong: false);
            var right = await files.SettleArrivedAsync(file, attachment.Hash, cancellation);
            EndTurns(file);
            return right ? new ArrivedPiece(length, IsWrong: false) : new ArrivedPiece(0, IsWrong: true);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// Removes parts of contents for which no record waits. Whether the content is here for another does not count: its
    /// sender would see it.
    /// </summary>
    internal void Sweep(IReadOnlySet<Digest> awaited)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            if (
                Path.GetFileName(file).Split('.') is not [var content, _, _]
                || !Digest.TryParse(content, out var hash)
                || !awaited.Contains(hash)
            )
                File.Delete(file);
    }

    private async Task<SemaphoreSlim> TakeTurnAsync(string file, CancellationToken cancellation)
    {
        while (true)
        {
            var turn = TurnOf(file);
            await turn.WaitAsync(cancellation);
            if (IsTurnOf(file, turn))
                return turn;
            turn.Release();
        }
    }

    private bool IsTurnOf(string file, SemaphoreSlim turn)
    {
        lock (turns)
            return turns.GetValueOrDefault(file) == turn;
    }

    private SemaphoreSlim TurnOf(string file)
    {
        lock (turns)
        {
            if (turns.TryGetValue(file, out var known))
                return known;
            DropTorn(file);
            return turns[file] = new SemaphoreSlim(1);
        }
    }

    private void EndTurns(string file)
    {
        lock (turns)
            turns.Remove(file);
    }

    // Each piece is synced before the next is taken, so of what an earlier process left only the last may be torn.
    private static void DropTorn(string file)
    {
        if (!File.Exists(file))
            return;
        using var stream = AttachmentFiles.OpenWrite(file);
        stream.SetLength(Math.Max(0, stream.Length - LongestPiece));
    }

    private async Task<long> WriteAsync(
        string file,
        long size,
        long offset,
        ReadOnlyMemory<byte> piece,
        CancellationToken cancellation
    )
    {
        if (piece.IsEmpty && size > 0)
            return File.Exists(file) ? new FileInfo(file).Length : 0;
        var begins = !File.Exists(file);
        await using var stream = AttachmentFiles.OpenWrite(file);
        var length = stream.Length;
        if (offset > length || offset + piece.Length < length || offset + piece.Length > size)
            return length;
        var beyond = (int)(offset + piece.Length - length);
        try
        {
            await RandomAccess.WriteAsync(stream.SafeFileHandle, piece[^beyond..], length, cancellation);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
            if (begins)
                FolderSync.Sync(folder);
            return stream.Length;
        }
        catch
        {
            CutBack(stream, length);
            throw;
        }
    }

    // The length says how much is durable, and a disk that has failed to sync says so only once.
    private static void CutBack(FileStream stream, long offset)
    {
        try
        {
            stream.SetLength(offset);
        }
        catch (IOException)
        {
            File.Delete(stream.Name);
        }
    }
}

/// <summary>What became of a piece.</summary>
/// <param name="Durable">How many bytes of the content are durable.</param>
/// <param name="IsWrong">Whether all came and was not what it should be: then nothing of it is kept.</param>
public readonly record struct ArrivedPiece(long Durable, bool IsWrong);
