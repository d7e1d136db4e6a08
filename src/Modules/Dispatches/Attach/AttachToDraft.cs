using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Attachments;

namespace Legation.Dispatches.Attach;

/// <summary>
/// Attaches files to a draft and takes them away again. A file comes from its author's hands or from the version that was
/// returned to him: naming its hash attaches nothing, for whoever names it need not be allowed to have it.
/// </summary>
internal sealed class AttachToDraft(WriteDraft write, DraftStore drafts, AttachmentFiles files)
{
    /// <summary>Keeps the content and attaches it.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="id">Id of the draft.</param>
    /// <param name="name">What he calls it.</param>
    /// <param name="mediaType">What his program calls its form.</param>
    /// <param name="content">The bytes, read once.</param>
    /// <param name="announced">How many bytes are to come, if that was said.</param>
    /// <param name="cancellation">Gives up; nothing is attached then.</param>
    public async Task<Outcome<AttachedFile>> AddAsync(
        Principal principal,
        RecordId id,
        string? name,
        string? mediaType,
        Stream content,
        long? announced,
        CancellationToken cancellation
    )
    {
        if (announced > AttachmentFiles.Largest)
            return AttachmentRefusals.TooLarge;
        if (FileNames.Clean(name) is not { } clean)
            return AttachRefusals.NoName;
        if (Problem(principal, id).Refused(out var refusal, out var open))
            return refusal;
        if (open.Content.Attachments.Count >= AttachRefusals.MostFiles)
            return AttachRefusals.TooMany;
        if ((await files.KeepAsync(content, cancellation)).Refused(out refusal, out var kept))
            return refusal;
        var file = new AttachedFile(clean, FileNames.TypeOf(mediaType), kept.Size, kept.Hash);
        var saved = await drafts.AttachAsync(principal, open, attached => With(attached, file));
        return saved.Refusal is { } other ? other : file;
    }

    /// <summary>Takes a file away.</summary>
    public async Task<Outcome<int>> RemoveAsync(Principal principal, RecordId id, Digest hash)
    {
        if (Problem(principal, id).Refused(out var refusal, out var open))
            return refusal;
        return await drafts.AttachAsync(principal, open, attached => Without(attached, hash));
    }

    private Outcome<DraftToEdit> Problem(Principal principal, RecordId id) =>
        principal.Duties.HasFlag(Duties.Write) ? write.Open(principal, id) : DispatchRefusals.NotYourDuty;

    private static Outcome<IReadOnlyList<AttachedFile>> With(IReadOnlyList<AttachedFile> attached, AttachedFile file)
    {
        if (attached.Any(other => string.Equals(other.Name, file.Name, StringComparison.OrdinalIgnoreCase)))
            return AttachRefusals.SameName;
        if (attached.Any(other => other.Hash == file.Hash))
            return AttachRefusals.SameContent;
        if (attached.Count >= AttachRefusals.MostFiles)
            return AttachRefusals.TooMany;
        return attached.Sum(other => other.Size) + file.Size > AttachRefusals.MostBytes
            ? AttachRefusals.TooMuch
            : (AttachedFile[])[.. attached, file];
    }

    private static Outcome<IReadOnlyList<AttachedFile>> Without(IReadOnlyList<AttachedFile> attached, Digest hash) =>
        attached.Any(file => file.Hash == hash)
            ? attached.Where(file => file.Hash != hash).ToArray()
            : AttachRefusals.NoSuchFile;
}
