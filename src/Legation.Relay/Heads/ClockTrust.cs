using System.Collections.Concurrent;

namespace Legation.Relay;

/// <summary>
/// Whether clocks are to be trusted now, as far as the last exchange with each peer tells. While they are not, nothing
/// expires.
/// </summary>
internal sealed class ClockTrust
{
    /// <summary>How far apart two clocks may be.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<RecordId, TimeSpan> off = new();

    /// <summary>True if no linked peer's clock was last found too far from this node's.</summary>
    public bool TrustsAll => off.IsEmpty;

    /// <summary>What this node's clocks showed when a peer last agreed; null: none has since the start.</summary>
    public ClockReading? Confirmed { get; private set; }

    /// <summary>Notes how far the peer's clock was ahead; whether the two agree.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="skew">How far its clock was ahead.</param>
    /// <param name="began">What this node's showed when the exchange began; null: not told.</param>
    public bool Measured(RecordId peer, TimeSpan skew, ClockReading? began = null)
    {
        if (skew.Duration() > Most)
        {
            off[peer] = skew;
            return false;
        }
        off.TryRemove(peer, out _);
        if (began is not null)
            Confirmed = began;
        return true;
    }

    /// <summary>There is no link to the peer any more: nothing would ever measure its clock again.</summary>
    public void Forget(RecordId peer) => off.TryRemove(peer, out _);
}
