using Legation.Records.Storage;

namespace Legation.Records.Attachments;

/// <summary>
/// Which contents a record version may have of those that are here. To name a hash proves nothing: whoever knows it need not
/// be allowed to have what it stands for.
/// </summary>
public sealed class ProvenAttachments(IRecordStore store, AttachmentFiles files)
{
    /// <summary>Those of its contents that are proven and whole here.</summary>
    /// <param name="seq">The version's position in the journal.</param>
    /// <param name="named">What it names.</param>
    public IReadOnlySet<Digest> Here(long seq, IEnumerable<AttachmentReference> named)
    {
        using var session = store.OpenReader();
        var proven = session
            .Query("SELECT hash FROM proven_attachment WHERE seq = $1", r => new Digest((byte[])r.GetValue(0)), seq)
            .ToHashSet();
        return named
            .Where(attachment => proven.Contains(attachment.Hash) && files.IsHere(attachment))
            .Select(attachment => attachment.Hash)
            .ToHashSet();
    }

    /// <summary>Says that all bytes of a content have come for a version.</summary>
    public static void Prove(long seq, Digest content, LedgerTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        transaction.Execute(
            "UPDATE attachment_name SET proven = 1 WHERE hash = $1 AND seq = $2",
            content.ToBytes(),
            seq
        );
    }
}
