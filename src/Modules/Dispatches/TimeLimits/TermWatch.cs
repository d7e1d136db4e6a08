using System.Diagnostics.CodeAnalysis;
using Legation.Records;
using Legation.Records.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Legation.Dispatches.TimeLimits;

/// <summary>Looks for terms that have ended while the node runs. While clocks are in doubt none ends and none begins.</summary>
internal sealed class TermWatch(
    Ledger ledger,
    IRecordStore store,
    TermEnd end,
    IAgreedTime time,
    TimeProvider clock,
    ILogger<TermWatch> log
) : BackgroundService
{
    private const int Most = 64;

    // Also how late at most a term ends.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

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
                    await ledger.RunAsync(ReckonAll);
                isReckoned = true;
                await SweepAsync();
            }
            catch (Exception e)
            {
                TermLog.Failed(log, e);
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Which route governs also goes by cards that were accepted while the node did not look.
    private static int ReckonAll(LedgerTransaction transaction) =>
        transaction.Execute("UPDATE dispatch_term SET due = $1", ClearanceTerm.ToBeReckoned);

    private async Task SweepAsync()
    {
        while (time.Now is { } now && IsDue(now))
            await ledger.RunAsync(transaction => Sweep(now, transaction));
    }

    private bool IsDue(DateTimeOffset now)
    {
        using var session = store.OpenReader();
        return session.Query(ClearanceTerm.Ended, r => r.GetInt64(0), now.ToMicroseconds(), 1).Count > 0;
    }

    private int Sweep(DateTimeOffset now, LedgerTransaction transaction)
    {
        var ended = transaction.Query(ClearanceTerm.Ended, ClearanceTerm.Map, now.ToMicroseconds(), Most);
        foreach (var term in ended)
            end.Look(term, now, transaction);
        return ended.Count;
    }
}

internal static partial class TermLog
{
    [LoggerMessage(4101, LogLevel.Error, "Terms of clearance could not be looked at; it is tried again")]
    public static partial void Failed(ILogger log, Exception exception);
}
