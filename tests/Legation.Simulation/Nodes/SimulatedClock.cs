namespace Legation.Simulation;

/// <summary>A node's clock: the one on the wall may jump by years, the one by which it waits never does.</summary>
internal sealed class SimulatedClock(Func<TimeSpan> elapsed) : TimeProvider
{
    private static readonly DateTimeOffset Began = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private TimeSpan ahead;

    /// <summary>How far the one on the wall is ahead.</summary>
    public TimeSpan Ahead
    {
        get => ahead;
        set => (WasSet, ahead) = (WasSet || value != ahead, value);
    }

    /// <summary>Whether it was ever set otherwise.</summary>
    public bool WasSet { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Began + elapsed() + Ahead;

    public override long GetTimestamp() => elapsed().Ticks;
}
