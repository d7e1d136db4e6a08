namespace Legation.Relay;

/// <summary>
/// The clock on the wall, as long as no linked peer's is off and it has run, since a peer last confirmed it, like the
/// clock that nobody sets. A clock that was set is believed again when a peer agrees. After its start a node waits for
/// that a while; then it believes its own, for there may be nobody to ask.
/// </summary>
internal sealed class AgreedTime(TimeProvider clock, ClockTrust trust) : IAgreedTime
{
    /// <summary>How long a node that starts waits for a peer that confirms its clock.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);

    private readonly ClockReading started = ClockReading.Of(clock);

    public DateTimeOffset? Now
    {
        get
        {
            var confirmed = trust.Confirmed;
            var (wall, ticks) = confirmed ?? started;
            var now = ClockReading.Of(clock);
            var elapsed = clock.GetElapsedTime(ticks, now.Ticks);
            var wasSet = (now.Wall - wall - elapsed).Duration() > ClockTrust.Most;
            var isNew = confirmed is null && elapsed < FirstWait;
            return trust.TrustsAll && !wasSet && !isNew ? now.Wall : null;
        }
    }
}

/// <summary>What both clocks of a node showed at one instant.</summary>
/// <param name="Wall">The one that can be set.</param>
/// <param name="Ticks">The one that nobody sets, as <see cref="TimeProvider.GetTimestamp"/> counts.</param>
internal sealed record ClockReading(DateTimeOffset Wall, long Ticks)
{
    private static readonly TimeSpan OneInstant = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads both, again if the process was held up between the two.</summary>
    public static ClockReading Of(TimeProvider clock)
    {
        while (true)
        {
            var ticks = clock.GetTimestamp();
            var wall = clock.GetUtcNow();
            if (clock.GetElapsedTime(ticks) < OneInstant)
                return new ClockReading(wall, ticks);
        }
    }
}
