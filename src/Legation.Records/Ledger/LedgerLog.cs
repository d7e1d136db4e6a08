using Microsoft.Extensions.Logging;

namespace Legation.Records;

internal static partial class LedgerLog
{
    [LoggerMessage(1001, LogLevel.Error, "Work for the journal failed and was undone")]
    public static partial void WorkFailed(ILogger log, Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "A transaction could not be undone by name; the store undoes it")]
    public static partial void RollbackFailed(ILogger log, Exception exception);
}
