namespace Legation.Records;

/// <summary>Instants as stored and signed: whole microseconds since 1970-01-01T00:00:00Z.</summary>
public static class Instants
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Microseconds since the Unix epoch, rounded down.</summary>
    public static long ToMicroseconds(this DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksPerMicrosecond;

    /// <summary>The instant of a stored count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the years 1 to 9999.</exception>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(checked(DateTimeOffset.UnixEpoch.Ticks + (microseconds * TicksPerMicrosecond)), TimeSpan.Zero);

    /// <summary>The instant as it survives storing: cut to whole microseconds, UTC.</summary>
    public static DateTimeOffset ToWholeMicroseconds(this DateTimeOffset instant) =>
        FromMicroseconds(instant.ToMicroseconds());
}
