using Legation.Records;

namespace Legation.Dispatches.Contracts;

/// <summary>A file that belongs to a dispatch.</summary>
/// <param name="Name">What its author calls it, without folders.</param>
/// <param name="MediaType">RFC 6838 media type, as its author's program said.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Hash">SHA-256 of the bytes.</param>
public sealed record AttachedFile(string Name, string MediaType, long Size, Digest Hash)
{
    /// <summary>How the record's header names it.</summary>
    internal AttachmentReference Reference => new(Hash, Size, MediaType);
}

/// <summary>A file of a dispatch as it stands at this node.</summary>
/// <param name="File">The file.</param>
/// <param name="Arrived">How many of its bytes have come.</param>
/// <param name="IsHere">Whether all of it is here, and is what it should be.</param>
public sealed record AttachedHere(AttachedFile File, long Arrived, bool IsHere)
{
    /// <summary>A file that its author has attached here.</summary>
    internal static AttachedHere Own(AttachedFile file) => new(file, file.Size, IsHere: true);
}
