using System.Globalization;
using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>
/// Gives records whose attachments go to a peer their numbers on the lane of attachments, and journals that decision and
/// its opposite.
/// </summary>
internal sealed class AttachmentNumbers(RunnerParts parts, RecordId peer, int link)
{
    public Task<long> GiveAsync(long seq) =>
        parts.Ledger.RunAsync(transaction =>
        {
            var number = LaneNumbers.Take(transaction, link, Lane.Attachments, 1);
            AttachmentQueue.PutNumber(seq, link, transaction.Node.Epoch, number, transaction);
            transaction.Note(EntryType.ReleaseDecision, Entry("release", number, [seq], []));
            return number;
        });

    /// <summary>They may not go now.</summary>
    public Task HoldBackAsync(long seq, long number, string why) =>
        parts.Ledger.RunAsync(transaction =>
        {
            AttachmentQueue.Settle(seq, link, RowState.HeldBack, why, transaction);
            var held = new { Seq = seq, why };
            return transaction.Note(EntryType.ReleaseDecision, Entry("withdraw", number, [], [held]));
        });

    // In the form of those about batches, for whoever lists decisions.
    private object Entry(string act, long number, IReadOnlyList<long> released, IReadOnlyList<object> held) =>
        new
        {
            act,
            peer = peer.ToString(),
            lane = nameof(Lane.Attachments),
            first = number,
            last = number,
            policies = parts.Policies.Current.Select(p =>
                string.Create(CultureInfo.InvariantCulture, $"{p.Id} {p.Version}")
            ),
            released,
            held,
        };
}
