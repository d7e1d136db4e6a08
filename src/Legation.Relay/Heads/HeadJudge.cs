using System.Collections.Immutable;
using Legation.Records.Alarms;
using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>
/// Takes a peer's statement in the writer's transaction: what is consistent is kept, what contradicts is proved by the
/// security event. So two that come at once are judged one after the other.
/// </summary>
internal sealed class HeadJudge(NodeIdentity self, Sayings sayings)
{
    /// <param name="now">What the peer says, verified.</param>
    /// <param name="numbered">Numbers that this node has given on its lanes to the peer.</param>
    /// <param name="transaction">The writer's.</param>
    public HeadFinding Take(SignedHead now, ImmutableArray<LaneMark> numbered, LedgerTransaction transaction)
    {
        var peer = now.Said.Node;
        var before = HeadStore.Last(peer, transaction);
        var found = Find(now, before, numbered);
        // The link may have been removed meanwhile, and with it the alarms: nothing would end new ones.
        if (LinkTable.In(transaction).All(link => link.Peer != peer))
            return found;
        switch (found)
        {
            case HeadFinding.Consistent:
                Keep(now, before?.Said, transaction);
                break;
            case HeadFinding.Restored:
                Prove(HeadAlarms.WasRestored(peer), now, before, transaction);
                break;
            case HeadFinding.Forked:
                Prove(HeadAlarms.HasForked(peer), now, before, transaction);
                break;
            case HeadFinding.OwnCopyRestored when !transaction.HasAlarm(HeadAlarms.OwnCopy, peer):
                transaction.Raise(HeadAlarms.OwnCopyClaimed(peer));
                break;
        }
        return found;
    }

    /// <summary>What a statement shows against what was kept before it.</summary>
    public HeadFinding Find(SignedHead now, SignedHead? before, ImmutableArray<LaneMark> numbered) =>
        HeadComparison.Find(now.Said, before?.Said, sayings.Find(now.Said.Node, now.Said.Heard), self.Epoch, numbered);

    private static void Keep(SignedHead now, HeadStatement? before, LedgerTransaction transaction)
    {
        var peer = now.Said.Node;
        HeadStore.Keep(peer, now.Bytes, transaction);
        transaction.Lower(HeadAlarms.OwnCopy, peer);
        // Within an epoch a copy that has grown past the other looks whole and is not.
        if (before is null || now.Said.Epoch == before.Epoch)
            return;
        transaction.Lower(HeadAlarms.Restored, peer);
        transaction.Lower(HeadAlarms.Forked, peer);
    }

    // Once, while the alarm stands: a peer that goes on contradicting itself must not fill the journal.
    private static void Prove(AlarmNotice notice, SignedHead now, SignedHead? before, LedgerTransaction transaction)
    {
        if (transaction.HasAlarm(notice.What, notice.Peer))
            return;
        transaction.Raise(notice);
        transaction.Note(
            EntryType.SecurityEvent,
            new
            {
                what = notice.What,
                peer = now.Said.Node.ToString(),
                said = now.Bytes,
                before = before?.Bytes,
            }
        );
    }
}
