using System.Collections.Concurrent;
using Legation.Records.Alarms;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>
/// Nodes tell each other how far they have come, and compare: a node that was restored from an older copy, a journal
/// with two contents and a clock that is off raise alarms.
/// </summary>
internal sealed class Heads(
    Ledger ledger,
    KnownNodes nodes,
    HeadStore store,
    HeadJudge judge,
    Sayings sayings,
    PeerWatch watch,
    IAlarms alarms,
    TimeProvider clock,
    ILogger<Heads> log
)
{
    // A link on which there is always something to send is never called.
    private static readonly TimeSpan LongestBetween = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<RecordId, long> exchanged = new();

    /// <summary>What this node says of itself to a peer, now.</summary>
    /// <param name="peer">To whom.</param>
    /// <param name="heard">Hash of the statement that it answers; null: it answers none.</param>
    public byte[] Say(RecordId peer, Digest? heard = null)
    {
        // In this order: nothing of this may be older than what it names, and what it is remembered for is older.
        heard ??= sayings.LastHeard(peer);
        var (before, taken) = (store.Last(peer)?.Said, store.Taken(peer));
        var (node, numbered) = (ledger.Node, store.Numbered(peer, ledger.Node.Epoch));
        var head = ledger.Head;
        var said = new HeadStatement(
            node.Id,
            node.Epoch,
            peer,
            head.Seq,
            head.Frontier.Root(),
            clock.GetUtcNow().ToWholeMicroseconds(),
            taken,
            numbered,
            heard
        ).Sign(node.Signer);
        sayings.Said(peer, new Saying(Digest.Of(said), before, taken));
        return said;
    }

    /// <summary>The same as <see cref="ExchangeAsync"/>, if there was none for a while.</summary>
    public Task ExchangeIfDueAsync(IPeerLine line, RecordId peer, CancellationToken cancellation) =>
        exchanged.TryGetValue(peer, out var last) && clock.GetElapsedTime(last) < LongestBetween
            ? Task.CompletedTask
            : ExchangeAsync(line, peer, cancellation);

    /// <summary>Says it, hears the same of the peer, compares, and measures how far the clocks are apart.</summary>
    public async Task ExchangeAsync(IPeerLine line, RecordId peer, CancellationToken cancellation)
    {
        var began = ClockReading.Of(clock);
        exchanged[peer] = began.Ticks;
        var answer = await line.StateAsync(Say(peer), cancellation);
        var ended = ClockReading.Of(clock);
        var took = clock.GetElapsedTime(began.Ticks, ended.Ticks);
        if (answer.Content is not { Length: > 0 } signed || await TakeAsync(peer, signed) is not { } said)
            return;
        // A clock that was set meanwhile says nothing of the peer's, nor an answer that came after ages.
        if (took < ClockTrust.Most && (ended.Wall - began.Wall - took).Duration() < Steady)
            await watch.MeasureAsync(peer, said.At - (began.Wall + (took / 2)), began);
    }

    /// <summary>Takes what a peer says of itself; null if it is not by the peer, or not for this node.</summary>
    public async Task<HeadStatement?> TakeAsync(RecordId peer, byte[] signed)
    {
        if (HeadStatement.Open(signed, nodes.KeysOf(peer)) is not { } said || !IsBetween(said, peer))
        {
            RelayLog.HeadWrong(log, peer);
            return null;
        }
        sayings.Heard(peer, signed);
        var (now, before) = (new SignedHead(said, signed), store.Last(peer));
        var numbered = store.Numbered(peer, ledger.Node.Epoch);
        if (before?.Said.Place != said.Place || judge.Find(now, before, numbered) != HeadFinding.Consistent)
            await ledger.RunAsync(transaction => judge.Take(now, numbered, transaction));
        else
            await alarms.LowerAsync(HeadAlarms.OwnCopy, peer);
        return said;
    }

    private bool IsBetween(HeadStatement said, RecordId peer) => said.Node == peer && said.Receiver == ledger.Node.Id;
}
