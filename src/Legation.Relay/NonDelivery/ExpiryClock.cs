namespace Legation.Relay;

/// <summary>
/// Whether the time has come after which a record is of no use, by this node's clock: the one place where a clock on the
/// wall decides what is sent.
/// </summary>
internal sealed class ExpiryClock(TimeProvider clock)
{
    /// <summary>This node's time in microseconds, up to which expiry counts.</summary>
    public long Now => clock.GetUtcNow().ToMicroseconds();

    /// <summary>Whether an instant in microseconds has passed; null never does.</summary>
    public bool HasPassed(long? expires) => expires <= Now;
}
