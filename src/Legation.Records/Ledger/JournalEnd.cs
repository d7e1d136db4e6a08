using Legation.Records.Attachments;
using Legation.Records.Audit;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>The end of the journal, where one transaction appends: its last position and the audit tree over all of it.</summary>
internal sealed class JournalEnd(Interned interned, IWriteSession session, LedgerHead head, DateTimeOffset now)
{
    /// <summary>Set back where a part of the transaction is undone.</summary>
    public LedgerHead Head { get; set; } = head;

    public long Append(EntryType type, byte[] content)
    {
        var leaf = NextLeaf(type, content);
        session.Append(new JournalEntry(Head.Seq, type, now.ToMicroseconds(), null, 0, 0, content, null, null, leaf));
        return Head.Seq;
    }

    /// <param name="record">The version.</param>
    /// <param name="own">Whether it is this node's: then its contents came from its author's hands.</param>
    public AppliedRecord Append(SignedRecord record, bool own)
    {
        var label = interned.Label(record.LabelKey, record.Header.Label, session);
        var audience = interned.Audience(record.AudienceKey, session);
        var leaf = NextLeaf(EntryType.Record, record.Envelope);
        session.Append(
            new JournalEntry(
                Head.Seq,
                EntryType.Record,
                now.ToMicroseconds(),
                record.Header.Id.ToBytes(),
                label,
                audience,
                record.Envelope,
                record.Salt,
                record.Body,
                leaf
            )
        );
        AttachmentNames.Put(record.Header, Head.Seq, proven: own, session);
        return new AppliedRecord(record, Head.Seq, now, label, audience);
    }

    public void Save() => session.Execute(JournalSql.PutAuditHead, Head.Frontier.Size, Head.Frontier.ToBytes());

    private Digest NextLeaf(EntryType type, byte[] content)
    {
        var leaf = AuditLeaf.Hash(type, now.ToMicroseconds(), content);
        Head = new LedgerHead(Head.Seq + 1, Head.Frontier.Append(leaf));
        return leaf;
    }
}
