using Microsoft.Extensions.Logging;

namespace Legation.Records.Search;

// What was searched for is nobody's but the searcher's: it stands in no line.
internal static partial class SearchLog
{
    [LoggerMessage(
        1201,
        LogLevel.Warning,
        "The search index failed and is thrown away; it is made again from the journal"
    )]
    public static partial void ThrownAway(ILogger log, Exception exception);

    [LoggerMessage(
        1202,
        LogLevel.Warning,
        "The search index is damaged or of another version and was thrown away; it is made again from the journal"
    )]
    public static partial void Unusable(ILogger log);

    [LoggerMessage(1203, LogLevel.Error, "The search index cannot be opened; searches reach the newest records only")]
    public static partial void NotOpened(ILogger log, Exception exception);

    [LoggerMessage(1204, LogLevel.Warning, "The search index belongs to another journal and is made again")]
    public static partial void OfAnotherJournal(ILogger log);

    [LoggerMessage(1205, LogLevel.Error, "The search index does not follow the journal; it tries again in {Seconds} s")]
    public static partial void FollowerFailed(ILogger log, Exception exception, double seconds);

    [LoggerMessage(1206, LogLevel.Information, "The search index has {Position} of {End} positions of the journal")]
    public static partial void Catching(ILogger log, long position, long end);
}
