using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Attachments;

namespace Legation.Dispatches.Attach;

/// <summary>
/// How much of a dispatch's files has come for it. What is here for another one does not count: to name a file gives it to
/// nobody.
/// </summary>
internal sealed class DispatchContents(AttachmentFiles files, ProvenAttachments proven)
{
    /// <summary>The files of a draft: they came from its author's hands.</summary>
    public IReadOnlyList<AttachedHere> Of(SavedDraft draft) =>
        [
            .. draft.Content.Attachments.Select(file =>
                files.IsHere(file.Reference) ? AttachedHere.Own(file) : new AttachedHere(file, 0, IsHere: false)
            ),
        ];

    /// <summary>The files of a dispatch.</summary>
    public IReadOnlyList<AttachedHere> Of(AppliedRecord record, DispatchBody body)
    {
        var here = proven.Here(record.Seq, record.Record.Header.Attachments);
        return
        [
            .. DispatchFiles
                .Of(record.Record.Header, body)
                .Select(file =>
                    here.Contains(file.Hash)
                        ? AttachedHere.Own(file)
                        : new AttachedHere(file, files.Arriving.LongestOf(file.Hash, record.Record.Hash), IsHere: false)
                ),
        ];
    }
}
