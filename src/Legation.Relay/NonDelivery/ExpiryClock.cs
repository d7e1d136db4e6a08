namespace Legation.Relay;

/// <summary>
/// Whether the time has come after which a record is of no use, by this node's clock: the one place where a clock on the
/// wall decides what is sent. While clocks are in doubt no time has come, for what was given up is not given back.
/// </summary>
internal sealed class ExpiryClock(IAgreedTime time)
{
    /// <summary>This node's time in microseconds, up to which expiry counts; the least of all while clocks are in doubt.</summary>
    public long Now => time.Now?.ToMicroseconds() ?? long.MinValue;

    /// <summary>Whether an instant in microseconds has passed; null never does.</summary>
    public bool HasPassed(long? expires) => expires <= Now;
}
