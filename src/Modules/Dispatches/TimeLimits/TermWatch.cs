using System.Diagnostics.CodeAnalysis;
using Legation.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Legation.Dispatches.TimeLimits;

/// <summary>Looks for terms that have ended, as long as the node runs.</summary>
internal sealed class TermWatch(TermSweep sweep, TimeProvider clock, ILogger<TermWatch> log) : BackgroundService
{
    // One look is like another.
    private const long OfAll = 0;

    // Also how late at most a term ends.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly RepeatedFailures failures = new();

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "What is not ended now is ended in the next round.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isReckoned = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isReckoned)
                    await sweep.ReckonAllAsync();
                isReckoned = true;
                await sweep.RunAsync();
                failures.End(OfAll);
            }
            catch (Exception e)
            {
                if (failures.IsNews(OfAll, e))
                    TermLog.Failed(log, e);
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

internal static partial class TermLog
{
    [LoggerMessage(4101, LogLevel.Error, "Terms of clearance could not be looked at; it is tried again and again")]
    public static partial void Failed(ILogger log, Exception exception);

    [LoggerMessage(
        4102,
        LogLevel.Error,
        "The term of what is journalled at {Seq} could not be ended; it is tried again and again"
    )]
    public static partial void NotEnded(ILogger log, Exception exception, long seq);
}
