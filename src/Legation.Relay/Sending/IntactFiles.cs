using Legation.Records.Alarms;
using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>Whether the files of a record are what they were when they were kept, before they are sent.</summary>
internal sealed class IntactFiles(RunnerParts parts, int link)
{
    public const string Why = "the file is damaged at this node";

    /// <summary>The first that is cut short, missing or altered; null: all are whole.</summary>
    public async Task<Digest?> DamagedAsync(
        IEnumerable<AttachmentReference> contents,
        CancellationToken cancellation = default
    )
    {
        foreach (var content in contents)
            if (
                !parts.Attachments.IsHere(content) || !await parts.Attachments.IsIntactAsync(content.Hash, cancellation)
            )
                return content.Hash;
        return null;
    }

    /// <summary>
    /// Holds the record back, with an alarm, until somebody has brought the file back and resumes the link. What would have
    /// gone into a file beside its record waits for nothing: it is asked about again when that goes, or has gone. But if it
    /// has its number, it went into an earlier file: its receipt may come.
    /// </summary>
    public Task HoldAsync(long seq, Digest damaged) =>
        parts.Ledger.RunAsync(transaction =>
        {
            AttachmentQueue.ForgetUnnumbered(seq, link, transaction);
            AttachmentQueue.HoldBackWaiting(seq, link, Why, transaction);
            transaction.Raise(LineAlarms.AttachmentDamaged);
            var noted = new { what = "attachment-damaged", content = damaged.ToString() };
            return transaction.Note(EntryType.SecurityEvent, noted);
        });
}
