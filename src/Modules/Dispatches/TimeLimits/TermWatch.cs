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

    // No term: positions begin with 1.
    private const long AllOfThem = 0;

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
                    await ledger.RunAsync(ReckonAll);
                isReckoned = true;
                await SweepAsync();
                failures.End(AllOfThem);
            }
            catch (Exception e)
            {
                if (failures.IsNews(AllOfThem, e))
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
        var last = (Due: ClearanceTerm.ToBeReckoned - 1, Seq: 0L);
        while (time.Now is { } now && Ended(now, last) is { Count: > 0 } ended)
        {
            await Task.WhenAll(ended.Select(term => EndAsync(term.Seq, now)));
            last = ended[^1];
        }
    }

    private List<(long Due, long Seq)> Ended(DateTimeOffset now, (long Due, long Seq) last)
    {
        using var session = store.OpenReader();
        return session.Query(
            ClearanceTerm.Ended,
            r => (r.GetInt64(0), r.GetInt64(1)),
            now.ToMicroseconds(),
            last.Due,
            last.Seq,
            Most
        );
    }

    // The writer commits them together all the same; one that fails keeps no other from ending.
    [SuppressMessage("Design", "CA1031", Justification = "What is not ended now is ended in the next round.")]
    private async Task EndAsync(long seq, DateTimeOffset now)
    {
        try
        {
            await ledger.RunAsync(transaction => End(seq, now, transaction));
            failures.End(seq);
        }
        catch (Exception e)
        {
            if (failures.IsNews(seq, e))
                TermLog.NotEnded(log, e, seq);
        }
    }

    private int End(long seq, DateTimeOffset now, LedgerTransaction transaction)
    {
        var terms = transaction.Query(ClearanceTerm.EndedAt, ClearanceTerm.Map, seq, now.ToMicroseconds());
        foreach (var term in terms)
            end.Look(term, now, transaction);
        return terms.Count;
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
