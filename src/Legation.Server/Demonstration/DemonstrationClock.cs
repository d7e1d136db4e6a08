using Legation.Records.Samples;

namespace Legation.Server.Demonstration;

/// <summary>
/// The time of all nodes of the demonstration. While samples are loaded it can be set into the past; timers always run
/// by the machine.
/// </summary>
internal sealed class DemonstrationClock : TimeProvider, ISampleClock
{
    private long offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref offset));

    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref offset, (now - System.GetUtcNow()).Ticks);

    public void FollowMachine() => Interlocked.Exchange(ref offset, 0);
}
