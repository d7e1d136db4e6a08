using System.Globalization;

namespace Legation.Relay;

/// <summary>Takes the items of a carried file that was checked: as from the line.</summary>
internal sealed class CarriedIn(RunnerParts parts, LinkRow link, Reception reception)
{
    private const string NothingWaits = "nothing waits for it: it was in, or its records were numbered anew";

    private readonly HashSet<long> complete = [];

    /// <summary>Takes a batch; the receipt for it, if one was given, is added to those that go back.</summary>
    public async Task<CarriedItem> TakeBatchAsync(byte[] content, CarriedWriter receipts)
    {
        var answer = await reception.TakeAsync(link.Peer, content);
        var head = BatchCodec.Decode(content)?.Head;
        if (answer.Receipt is not { } signed)
            return new CarriedItem(head?.Lane, head?.First ?? 0, head?.Last ?? 0, $"not taken: {answer.Refusal!.Code}");
        receipts.Add(signed);
        var words = CarriedWords.Of(ReceiptCodec.ReadOwn(signed));
        return new CarriedItem(head!.Lane, head.First, head.Last, answer.Again ? $"here before: {words}" : words);
    }

    /// <summary>Takes a piece of a record's attachments; when all are there, the receipt is added once.</summary>
    public async Task<CarriedItem> TakePieceAsync(byte[] content, CarriedWriter receipts)
    {
        var answer = await reception.TakePieceAsync(link.Peer, content, CancellationToken.None);
        var number = PieceCodec.Decode(content)?.Number ?? 0;
        if (answer.Receipt is { } signed && complete.Add(number))
            receipts.Add(signed);
        return new CarriedItem(Lane.Attachments, number, number, Words(answer));
    }

    private static string Words(PieceAnswer answer) =>
        answer switch
        {
            { Refusal: { } refusal } => $"not taken: {refusal.Code}",
            { Receipt: not null } => "all files are there",
            _ => string.Create(CultureInfo.InvariantCulture, $"not all is there: {answer.Progress!.Durable} bytes"),
        };

    /// <summary>Stores a receipt for a batch of this node. The link must not run meanwhile.</summary>
    public async Task<CarriedItem> TakeReceiptAsync(byte[] signed)
    {
        if (ReceiptCodec.Open(signed, parts.Nodes.KeysOf(link.Peer)) is not { } receipt)
            return new CarriedItem(null, 0, 0, "no receipt of the node that wrote the file");
        var last = receipt.First + receipt.Lines.Length - 1;
        var words = receipt.Sender == parts.Ledger.Node.Id ? await StoreAsync(receipt, signed) : "for another node";
        return new CarriedItem(receipt.Lane, receipt.First, last, words);
    }

    private async Task<string> StoreAsync(Receipt receipt, byte[] signed)
    {
        if (receipt.Lane == Lane.Attachments)
            return await StoreCompleteAsync(receipt, signed);
        using var store = new SendingStore(parts, link.Peer, link.Number);
        if (store.Unreceipted(receipt.Epoch, receipt.Lane, receipt.First) is not { } numbers)
            return NothingWaits;
        var batch = store.Load(numbers);
        if (!receipt.Answers(batch.Head(parts.Ledger.Node, link.Peer)))
        {
            await WrongReceipt.NoteAsync(parts, link.Peer, signed);
            return "does not fit the batch with these numbers";
        }
        await new ReceiptStore(parts, link.Peer, link.Number).StoreAsync(batch, receipt, signed);
        return CarriedWords.Of(receipt);
    }

    private async Task<string> StoreCompleteAsync(Receipt receipt, byte[] signed)
    {
        using var journal = new Journal(parts.Store);
        if (AttachmentQueue.Numbered(link.Number, receipt.Epoch, receipt.First, journal) is not { } seq)
            return NothingWaits;
        var (self, record) = (parts.Ledger.Node.Id, journal.At(seq)!.Record.Hash);
        var head = new BatchHead(self, receipt.Epoch, link.Peer, Lane.Attachments, receipt.First, [record]);
        if (!receipt.Answers(head) || receipt.Lines[0].Outcome != ReceiptOutcome.Complete)
        {
            await WrongReceipt.NoteAsync(parts, link.Peer, signed);
            return "does not fit the record with this number";
        }
        await parts.Ledger.RunAsync(t => AttachmentQueue.Complete(seq, link.Number, receipt.Epoch, signed, t));
        return CarriedWords.Of(receipt);
    }
}
