using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>Takes the items of a carried file that was checked: as from the line.</summary>
internal sealed class CarriedIn(RunnerParts parts, LinkRow link, Reception reception)
{
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
        using var store = new SendingStore(parts, link.Peer, link.Number);
        if (store.Unreceipted(receipt.Epoch, receipt.Lane, receipt.First) is not { } numbers)
            return "nothing waits for it: it was in, or its records were numbered anew";
        var batch = store.Load(numbers);
        if (!receipt.Answers(batch.Head(parts.Ledger.Node, link.Peer)))
        {
            await WrongReceipt.NoteAsync(parts, link.Peer, signed);
            return "does not fit the batch with these numbers";
        }
        await store.StoreReceiptAsync(batch, receipt, signed);
        return CarriedWords.Of(receipt);
    }
}
