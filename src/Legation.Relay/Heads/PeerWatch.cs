using System.Collections.Concurrent;
using Legation.Records.Alarms;

namespace Legation.Relay;

/// <summary>Whether linked peers answer, and whether their clocks agree with this node's. Silence is not health.</summary>
internal sealed class PeerWatch(IAlarms alarms, ClockTrust clocks, TimeProvider clock)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    // Null: it answers.
    private readonly ConcurrentDictionary<RecordId, long?> silentSince = new();

    /// <summary>How a call or a batch ended. Who says why it takes nothing is not silent.</summary>
    public Task NoteAsync(RecordId peer, Trouble? trouble) =>
        trouble is Trouble.LineDown ? MissedAsync(peer) : HeardAsync(peer);

    /// <summary>How far a peer's clock was found to be ahead, in an exchange that began when this node's showed that.</summary>
    public Task MeasureAsync(RecordId peer, TimeSpan skew, ClockReading began) =>
        clocks.Measured(peer, skew, began)
            ? alarms.LowerAsync(HeadAlarms.Skew, peer)
            : alarms.RaiseAsync(HeadAlarms.ClockOff(peer, skew));

    private Task MissedAsync(RecordId peer)
    {
        var since = silentSince.AddOrUpdate(
            peer,
            _ => clock.GetTimestamp(),
            (_, before) => before ?? clock.GetTimestamp()
        );
        return clock.GetElapsedTime(since!.Value) >= LongestSilence
            ? alarms.RaiseAsync(HeadAlarms.IsSilent(peer))
            : Task.CompletedTask;
    }

    // The first time since the start too: the alarm may stand from before.
    private Task HeardAsync(RecordId peer)
    {
        if (silentSince.TryGetValue(peer, out var since) && since is null)
            return Task.CompletedTask;
        silentSince[peer] = null;
        return alarms.LowerAsync(HeadAlarms.Silent, peer);
    }
}
