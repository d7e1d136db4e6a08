using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>Stores what the peer of a link has said of the batches that it was sent.</summary>
internal sealed class ReceiptStore(RunnerParts parts, RecordId peer, int link)
{
    private readonly Releases releases = new(parts, peer, link);

    /// <summary>Stores a receipt: what it says of each record, in one transaction; true if attachments are to follow.</summary>
    public Task<bool> StoreAsync(OutgoingBatch batch, Receipt receipt, byte[] signed) =>
        parts.Ledger.RunAsync(transaction =>
        {
            var numbers = batch.Numbers;
            transaction.Note(EntryType.ReceiptTaken, signed);
            for (var i = 0; i < receipt.Lines.Length; i++)
                if (receipt.Lines[i].Outcome is ReceiptOutcome.Refused or ReceiptOutcome.Held)
                    StoreException(transaction, batch, batch.Records[i], receipt.Lines[i]);
            OutboxRows.Move(transaction, link, numbers, RowState.Sent, RowState.Delivered);
            OutboxRows.End(transaction, link, numbers);
            var delivered = receipt.Lines.Count(line => line.Outcome != ReceiptOutcome.Refused);
            LaneNumbers.CountDelivered(transaction, link, numbers.Lane, numbers.Epoch, delivered);
            return AttachmentQueue.FollowDelivered(numbers, link, transaction);
        });

    private void StoreException(
        LedgerTransaction transaction,
        OutgoingBatch batch,
        OutgoingRecord record,
        ReceiptLine line
    )
    {
        if (line.Outcome == ReceiptOutcome.Held)
            OutboxRows.Settle(
                transaction,
                record,
                RowState.Delivered,
                "waits there for what it refers to, or for its home's card"
            );
        else if (IsVoid(batch, record, line.Code))
            StoreVoid(transaction, batch.Numbers, record);
        else
            Refuse(transaction, record, line);
    }

    // A peer that does not know the key yet, with which the void was signed, does not take it for one. The number is used
    // up all the same, and the record has not gone: it is decided again as if the peer had known.
    private static bool IsVoid(OutgoingBatch batch, OutgoingRecord record, string? code) =>
        code == Fault.Void.Code || (code == Fault.BadVoid.Code && batch.Withdrawn.ContainsKey(record.Place));

    private void Refuse(LedgerTransaction transaction, OutgoingRecord record, ReceiptLine line)
    {
        OutboxRows.Settle(
            transaction,
            record,
            line.Retry ? RowState.HeldBack : RowState.Refused,
            $"{LinkQueues.RefusedThere}{line.Code}"
        );
        AttachmentQueue.Forget(record.Seq, link, transaction);
        if (!line.Retry)
            parts.NonDeliveries.State(transaction, record.Seq, peer, NonDeliveryBody.Refused, line.Code);
    }

    // What forbade it may be over by now; nothing else would ask again.
    private void StoreVoid(LedgerTransaction transaction, NumberedBatch batch, OutgoingRecord record)
    {
        var writing = new Writing(transaction);
        var release = releases.Of(batch.Lane, RowState.Sent, batch.FromPlace, batch.ToPlace, writing);
        if (release.WhyNot(record) is { } why)
            releases.Hold(transaction, release, record, why);
        else
            parts.Outbox.Requeue(record.Place, link, batch.Lane, writing);
    }
}
