using Microsoft.Extensions.Logging;

namespace Legation.Records;

internal static partial class LedgerLog
{
    [LoggerMessage(1001, LogLevel.Error, "Work for the journal failed and was undone")]
    public static partial void WorkFailed(ILogger log, Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "A transaction could not be undone by name; the store undoes it")]
    public static partial void RollbackFailed(ILogger log, Exception exception);

    [LoggerMessage(
        1003,
        LogLevel.Error,
        "The record at {Position} could not be projected for {Module} and is left out"
    )]
    public static partial void NotProjected(ILogger log, long position, string module);

    [LoggerMessage(1004, LogLevel.Error, "The follower {Name} failed; it tries again in {Seconds} s")]
    public static partial void FollowerFailed(ILogger log, Exception exception, string name, double seconds);
}
