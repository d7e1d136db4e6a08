using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>What a receipt in the journal says was not taken.</summary>
/// <param name="Sender">Node that sent the batch.</param>
/// <param name="Receiver">Node that gave the receipt.</param>
/// <param name="Lane">Lane.</param>
/// <param name="First">First number of the batch.</param>
/// <param name="Refused">What was refused, in the order of the numbers; what the sender itself withdrew is not among it.</param>
public sealed record RefusedInReceipt(
    RecordId Sender,
    RecordId Receiver,
    Lane Lane,
    long First,
    IReadOnlyList<RefusedNumber> Refused
)
{
    /// <summary>Reads a receipt that stands in the journal, whose signature was checked before; null: it cannot be read.</summary>
    public static RefusedInReceipt? Read(byte[] signed) =>
        Sign1.Read(signed)?.Content is { } content && ReceiptCodec.Decode(content) is { } receipt
            ? new RefusedInReceipt(receipt.Sender, receipt.Receiver, receipt.Lane, receipt.First, [.. Of(receipt)])
            : null;

    private static IEnumerable<RefusedNumber> Of(Receipt receipt)
    {
        for (var i = 0; i < receipt.Lines.Length; i++)
            if (receipt.Lines[i] is { Outcome: ReceiptOutcome.Refused, Code: { } code } line && code != Fault.Void.Code)
                yield return new RefusedNumber(i, code, line.Retry);
    }
}

/// <summary>A number of a batch whose record was not taken.</summary>
/// <param name="Place">Its place in the batch, from 0.</param>
/// <param name="Code">Stable name of the rule.</param>
/// <param name="Retry">Whether it may be sent again later.</param>
public readonly record struct RefusedNumber(int Place, string Code, bool Retry);
