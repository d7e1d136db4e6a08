using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Attachments;

namespace Legation.Dispatches.Attach;

/// <summary>
/// The files of a dispatch, for whoever may read it, and of a draft, for its author and the releaser before whom it lies.
/// </summary>
internal sealed class DispatchFiles(
    DispatchDetails details,
    DraftStore drafts,
    Releaser releaser,
    AttachmentFiles files,
    ReadGateway gateway
)
{
    /// <summary>What the signed record says of its files. A name that it does not give is made from the hash.</summary>
    public static IReadOnlyList<AttachedFile> Of(RecordHeader header, DispatchBody body)
    {
        var names = (body.Attachments ?? []).ToLookup(file => file.Hash, file => FileNames.Clean(file.Name));
        return
        [
            .. header.Attachments.Select(attachment => new AttachedFile(
                names[attachment.Hash].FirstOrDefault() ?? $"file-{attachment.Hash.ToString()[..8]}",
                FileNames.TypeOf(attachment.MediaType),
                attachment.Size,
                attachment.Hash
            )),
        ];
    }

    /// <summary>A file of a dispatch or of an own draft, open for reading. That it was read is journalled.</summary>
    public Outcome<OpenFile> Open(Principal principal, RecordId id, Digest hash)
    {
        if (details.Open(principal, id).Succeeded(out var detail) && Find(detail.Attachments, hash) is { } file)
            return Open(principal, id, file);
        // The revision of a dispatch may have other files than the dispatch.
        return drafts.Find(principal, id)?.Content.Attachments.FirstOrDefault(own => own.Hash == hash) is { } attached
            ? Open(principal, id, AttachedHere.Own(attached))
            : AttachRefusals.NoSuchFile;
    }

    /// <summary>The same of what was proposed for release.</summary>
    public Outcome<OpenFile> OpenProposed(Principal principal, RecordId proposal, Digest hash) =>
        releaser.Open(principal, proposal).Succeeded(out var open)
        && Find(open.View.Text?.Attachments ?? [], hash) is { } file
            ? Open(principal, open.Proposal.Dispatch, file)
            : AttachRefusals.NoSuchFile;

    private Outcome<OpenFile> Open(Principal principal, RecordId id, AttachedHere file)
    {
        if (!file.IsHere)
            return AttachRefusals.OnItsWay;
        gateway.Shown(principal, $"attachment {file.File.Hash}", [id]);
        return new OpenFile(files.OpenRead(file.File.Hash), file.File.Name);
    }

    private static AttachedHere? Find(IEnumerable<AttachedHere> attached, Digest hash) =>
        attached.FirstOrDefault(file => file.File.Hash == hash);
}

/// <summary>A file open for reading.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Name">What it is called.</param>
internal sealed record OpenFile(Stream Content, string Name);
