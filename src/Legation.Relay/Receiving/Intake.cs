using System.Collections.Immutable;
using Legation.Records.Alarms;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>The answer to a batch: a receipt, or why there is none.</summary>
internal sealed record IntakeAnswer(byte[]? Receipt, Arrived How);

/// <summary>
/// Takes a batch: records, their effects, cursor and signed receipt in one transaction. Only then is there an answer.
/// </summary>
internal sealed class Intake(
    Ledger ledger,
    IRecordStore store,
    Verifier verifier,
    KnownNodes nodes,
    GivenAgain receipts
)
{
    public async Task<IntakeAnswer> TakeAsync(Batch batch)
    {
        var content = batch.Head.Content();
        if (KnownReceipt(batch.Head, content) is { } again)
            return new IntakeAnswer(await receipts.BytesAsync(batch.Head, again), new Arrived.Again(again));
        var records = verifier.Check(batch);
        var (how, receipt) = await ledger.ChangeAsync(
            transaction => Take(transaction, batch.Head, content, records),
            nodes.Read
        );
        return how is Arrived.Again known
            ? new IntakeAnswer(await receipts.BytesAsync(batch.Head, known.Receipt), how)
            : new IntakeAnswer(receipt, how);
    }

    // A receipt lost on the way is answered before anything is checked.
    private GivenReceipt? KnownReceipt(BatchHead head, Digest content)
    {
        using var session = store.OpenReader();
        var given = ReceivingStore.ReceiptsFor(head, (sql, map, values) => session.Query(sql, map, values));
        return LaneMachine.Consider(head, content, 0, given) is Arrived.Again again ? again.Receipt : null;
    }

    private (Arrived How, byte[]? Receipt) Take(
        LedgerTransaction transaction,
        BatchHead head,
        Digest content,
        Checked[] records
    )
    {
        var given = ReceivingStore.ReceiptsFor(head, (sql, map, values) => transaction.Query(sql, map, values));
        var how = LaneMachine.Consider(head, content, ReceivingStore.NewestEpoch(head.Sender, transaction), given);
        if (how is Arrived.Conflict or Arrived.OldEpoch)
            Alarm(transaction, head, content, how);
        if (how is not Arrived.New)
            return (how, null);
        var lines = ImmutableArray.CreateBuilder<ReceiptLine>(records.Length);
        for (var i = 0; i < records.Length; i++)
            lines.Add(Append(transaction, head, i, records[i]));
        return (how, GiveReceipt(transaction, head, content, lines.MoveToImmutable()));
    }

    public static byte[] GiveReceipt(
        LedgerTransaction transaction,
        BatchHead head,
        Digest content,
        ImmutableArray<ReceiptLine> lines
    )
    {
        var (node, end) = (transaction.Node, transaction.Head);
        var receipt = new Receipt(
            head.Sender,
            head.Epoch,
            node.Id,
            head.Lane,
            head.First,
            lines,
            end.Seq,
            end.Frontier.Root(),
            transaction.Now
        );
        var signed = ReceiptCodec.Sign(receipt, node.Signer);
        var seq = transaction.Note(EntryType.ReceiptGiven, signed);
        var beyond = ReceivingStore.ReceiptsBeyond(head, (sql, map, values) => transaction.Query(sql, map, values));
        var cursor = LaneMachine.Advance(ReceivingStore.Cursor(head, transaction), head, beyond);
        ReceivingStore.Save(head, cursor, new GivenReceipt(head.First, head.Last, content, seq), transaction);
        return signed;
    }

    private ReceiptLine Append(LedgerTransaction transaction, BatchHead head, int index, Checked item)
    {
        var hash = head.Hashes[index];
        if (item.Void is { } signed)
            transaction.Note(EntryType.Void, signed);
        item = JudgedNow(transaction, item);
        if (item.Fault is { } fault)
            return Refuse(transaction, head, index, fault);
        var result = transaction.Take(item.Record!, item.Arrival, head.Sender);
        if (result.Refusal == LedgerRefusals.CannotApply)
        {
            // What it changed is undone; so is what memory has of that.
            nodes.Read(transaction);
            return Refuse(transaction, head, index, Fault.Unappliable);
        }
        if (result.Outcome == AppendOutcome.Held && IsByUnknownKey(item))
            transaction.Raise(KeyAlarms.UnknownKey(item.Record!.Header.Home));
        return result.Outcome switch
        {
            AppendOutcome.Held => new ReceiptLine(hash, ReceiptOutcome.Held),
            AppendOutcome.Refused => new ReceiptLine(
                hash,
                ReceiptOutcome.Refused,
                result.Refusal!.Code,
                result.Refusal.Kind == RefusalKind.Unavailable
            ),
            _ => new ReceiptLine(hash, ReceiptOutcome.Stored),
        };
    }

    // Keys may have been accepted or revoked since the record was checked. What counts is when it is journalled.
    private Checked JudgedNow(LedgerTransaction transaction, Checked item)
    {
        if (item.Record is not { } record || item.Fault is not null && item.Fault != Fault.RevokedKey)
            return item;
        if (item.Arrival == Arrival.Verified && !nodes.IsRevokedFor(record))
            return item;
        var now = Verifier.Judged(record, transaction.SignatureOf(record));
        return now.Fault == Fault.RevokedKey && transaction.Knows(record) ? new Checked(record, Arrival.Verified) : now;
    }

    private bool IsByUnknownKey(Checked item) =>
        item.Arrival == Arrival.HomeUnknown && nodes.KeysOf(item.Record!.Header.Home).Count > 0;

    private static ReceiptLine Refuse(LedgerTransaction transaction, BatchHead head, int index, Fault fault)
    {
        if (fault.Alarming)
        {
            transaction.Raise(LineAlarms.Refused(head.Sender, fault));
            transaction.Note(
                EntryType.SecurityEvent,
                new
                {
                    what = "record-refused",
                    why = fault.Code,
                    peer = head.Sender.ToString(),
                    lane = head.Lane.ToString(),
                    number = head.First + index,
                    hash = head.Hashes[index].ToString(),
                }
            );
        }
        return new ReceiptLine(head.Hashes[index], ReceiptOutcome.Refused, fault.Code, fault.Retry);
    }

    public static void Alarm(LedgerTransaction transaction, BatchHead head, Digest content, Arrived how)
    {
        var alarm =
            how is Arrived.Conflict ? LineAlarms.NumberUsedTwice(head.Sender) : LineAlarms.OldEpoch(head.Sender);
        transaction.Raise(alarm);
        transaction.Note(
            EntryType.SecurityEvent,
            new
            {
                what = alarm.What,
                peer = head.Sender.ToString(),
                head.Epoch,
                lane = head.Lane.ToString(),
                head.First,
                head.Last,
                content = content.ToString(),
            }
        );
    }
}
