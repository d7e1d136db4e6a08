namespace Legation.Simulation;

/// <summary>A node's clock: the one on the wall may jump by years, the one by which it waits never does.</summary>
internal sealed class SimulatedClock(Func<TimeSpan> elapsed) : TimeProvider
{
    private static readonly DateTimeOffset Began = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Began + elapsed() + Ahead;

    public override long GetTimestamp() => elapsed().Ticks;
}
