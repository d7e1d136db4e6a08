using Legation.Records.Audit;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>
/// Answers with a receipt that was given before: the same bytes, or, where they were signed with a key that is in use no
/// longer and may be revoked, the same lines signed with the present one.
/// </summary>
internal sealed class GivenAgain(Ledger ledger, IRecordStore store)
{
    public async Task<byte[]> BytesAsync(BatchHead head, GivenReceipt given)
    {
        var signed = ReceivingStore.Bytes(given, store);
        return Sign1.Read(signed) is { } message && Sign1.KeyIdOf(message) == ledger.Node.Signer.KeyId
            ? signed
            : await ledger.RunAsync(transaction => Sign(transaction, head, ReceiptCodec.ReadOwn(signed)));
    }

    private static byte[] Sign(LedgerTransaction transaction, BatchHead head, Receipt before)
    {
        var end = transaction.Head;
        var signed = ReceiptCodec.Sign(
            before with
            {
                Size = end.Seq,
                Root = end.Frontier.Root(),
                At = transaction.Now,
            },
            transaction.Node.Signer
        );
        ReceivingStore.Replace(head, transaction.Note(EntryType.ReceiptGiven, signed), transaction);
        return signed;
    }
}
