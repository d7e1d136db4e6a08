using System.Collections.Immutable;
using Legation.Records.Alarms;
using Legation.Records.Attachments;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>The answer to a piece: how much is durable, the receipt for the record, or why it is not taken.</summary>
internal sealed record PieceAnswer(PieceProgress? Progress, byte[]? Receipt, ProtocolRefusal? Refusal)
{
    /// <summary>What is answered if it is taken.</summary>
    public byte[]? Content => Receipt ?? (Progress is { } progress ? PieceCodec.Encode(progress) : null);

    public static implicit operator PieceAnswer(ProtocolRefusal refusal) => new(null, null, refusal);
}

/// <summary>
/// Takes pieces of contents that a record here names. When all that the record names is durable, its receipt says that it
/// is complete.
/// </summary>
internal sealed class AttachmentIntake(
    Ledger ledger,
    IRecordStore store,
    AttachmentFiles files,
    ProvenAttachments proven,
    QueueMarks marks,
    GivenAgain receipts,
    IAlarms alarms
)
{
    // A record that is not verified yet, or was struck out, is neither current nor another version.
    private const string Named = """
        SELECT j.seq, j.content FROM attachment_name n JOIN journal j ON j.seq = n.seq
        WHERE n.hash = $1 AND (
          EXISTS (SELECT 1 FROM current v WHERE v.record = j.record AND v.seq = j.seq AND v.hash = $2)
          OR EXISTS (SELECT 1 FROM other_version v WHERE v.record = j.record AND v.seq = j.seq AND v.hash = $2)
        )
        """;

    // The alarm may stand from before the start.
    private bool mayBeFull = true;

    public async Task<PieceAnswer> TakeAsync(AttachmentPiece piece, CancellationToken cancellation)
    {
        if (RecordOf(piece) is not { } record)
            return ProtocolRefusal.NotNamed;
        var attachment = record.Attachments.First(attachment => attachment.Hash == piece.Content);
        if (attachment.Size > AttachmentFiles.Largest)
            return ProtocolRefusal.AttachmentTooLarge;
        if (KnownReceipt(piece) is { } again)
            return new PieceAnswer(null, await receipts.BytesAsync(piece.Head, again), null);
        // Nothing that is here for another record counts, so the answer does not say whether it is.
        var here = proven.Here(record.Seq, record.Attachments);
        var durable = attachment.Size;
        if (!here.Contains(piece.Content))
        {
            if (!await HasRoomAsync(piece.Bytes.Length))
                return ProtocolRefusal.NoRoom;
            var taken = await files.Arriving.AppendAsync(
                attachment,
                piece.Sender,
                piece.Record,
                piece.Offset,
                piece.Bytes,
                cancellation
            );
            if (taken.IsWrong)
                return await WrongAsync(piece);
            durable = taken.Durable;
            if (durable == attachment.Size)
                here = await ProveAsync(record, piece.Content);
        }
        return record.Attachments.All(named => here.Contains(named.Hash))
            ? await CompleteAsync(piece)
            : new PieceAnswer(new PieceProgress(piece.Content, durable), null, null);
    }

    private async Task<bool> HasRoomAsync(int bytes)
    {
        var has = files.HasRoom(bytes);
        if (has && mayBeFull)
            await alarms.LowerAsync(LineAlarms.NoRoom.What);
        else if (!has)
            await alarms.RaiseAsync(LineAlarms.NoRoom);
        mayBeFull = !has;
        return has;
    }

    private NamingRecord? RecordOf(AttachmentPiece piece)
    {
        using var session = store.OpenReader();
        return session
            .Query(
                Named,
                r => new NamingRecord(r.GetInt64(0), EnvelopeHeader.Read((byte[])r.GetValue(1)).Attachments),
                piece.Content.ToBytes(),
                piece.Record.ToBytes()
            )
            .FirstOrDefault();
    }

    private async Task<IReadOnlySet<Digest>> ProveAsync(NamingRecord record, Digest content)
    {
        await ledger.RunAsync(transaction =>
        {
            ProvenAttachments.Prove(record.Seq, content, transaction);
            return content;
        });
        return proven.Here(record.Seq, record.Attachments);
    }

    private GivenReceipt? KnownReceipt(AttachmentPiece piece)
    {
        using var session = store.OpenReader();
        var given = ReceivingStore.ReceiptsFor(piece.Head, (sql, map, values) => session.Query(sql, map, values));
        return LaneMachine.Consider(piece.Head, piece.Head.Content(), 0, given) is Arrived.Again again
            ? again.Receipt
            : null;
    }

    private async Task<PieceAnswer> WrongAsync(AttachmentPiece piece)
    {
        var noted = new
        {
            what = "wrong-content",
            peer = piece.Sender.ToString(),
            record = piece.Record.ToString(),
            content = piece.Content.ToString(),
        };
        await ledger.RunAsync(transaction =>
        {
            transaction.Raise(LineAlarms.WrongContent(piece.Sender));
            return transaction.Note(EntryType.SecurityEvent, noted);
        });
        return ProtocolRefusal.WrongContent;
    }

    private async Task<PieceAnswer> CompleteAsync(AttachmentPiece piece)
    {
        var (how, receipt) = await ledger.RunAsync(transaction => Complete(transaction, piece));
        return how switch
        {
            Arrived.New => new PieceAnswer(null, receipt, null),
            Arrived.Again again => new PieceAnswer(null, await receipts.BytesAsync(piece.Head, again.Receipt), null),
            Arrived.Conflict => ProtocolRefusal.UsedTwice,
            _ => ProtocolRefusal.OldEpoch,
        };
    }

    private (Arrived How, byte[]? Receipt) Complete(LedgerTransaction transaction, AttachmentPiece piece)
    {
        var (head, content) = (piece.Head, piece.Head.Content());
        var given = ReceivingStore.ReceiptsFor(head, (sql, map, values) => transaction.Query(sql, map, values));
        var how = LaneMachine.Consider(head, content, ReceivingStore.NewestEpoch(head.Sender, transaction), given);
        if (how is Arrived.Conflict or Arrived.OldEpoch)
            Intake.Alarm(transaction, head, content, how);
        if (how is not Arrived.New)
            return (how, null);
        // What is complete here may go on to the next node.
        foreach (var link in AttachmentQueue.LinksWaiting(transaction))
            marks.Mark(link, Lane.Attachments);
        return (
            how,
            Intake.GiveReceipt(transaction, head, content, [new ReceiptLine(piece.Record, ReceiptOutcome.Complete)])
        );
    }

    private sealed record NamingRecord(long Seq, ImmutableArray<AttachmentReference> Attachments);
}
