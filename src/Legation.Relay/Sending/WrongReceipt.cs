using Legation.Records.Alarms;
using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>What an answer gives cause to that is no receipt of the peer for what was sent.</summary>
internal static class WrongReceipt
{
    public const string Why = "the receipt is not by the peer or does not fit";

    public static Task NoteAsync(RunnerParts parts, RecordId peer, byte[] answer)
    {
        RelayLog.ReceiptWrong(parts.Log, peer);
        var noted = new
        {
            what = "wrong-receipt",
            peer = peer.ToString(),
            answer = Digest.Of(answer).ToString(),
        };
        return parts.Ledger.RunAsync(transaction =>
        {
            transaction.Raise(LineAlarms.WrongReceipt(peer));
            return transaction.Note(EntryType.SecurityEvent, noted);
        });
    }
}
