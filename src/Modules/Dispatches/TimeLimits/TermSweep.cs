using System.Diagnostics.CodeAnalysis;
using Legation.Records;
using Legation.Records.Storage;
using Microsoft.Extensions.Logging;

namespace Legation.Dispatches.TimeLimits;

/// <summary>Ends the terms whose time has come, once. While clocks are in doubt none ends and none begins.</summary>
internal sealed class TermSweep(
    Ledger ledger,
    IRecordStore store,
    TermEnd end,
    IAgreedTime time,
    ILogger<TermSweep> log
)
{
    private const int Most = 64;
    private readonly RepeatedFailures failures = new();
    private DateTimeOffset latest = DateTimeOffset.MinValue;

    /// <summary>
    /// At the start of a node: which route governs also goes by cards that were accepted while it did not look.
    /// </summary>
    public Task ReckonAllAsync() =>
        ledger.RunAsync(transaction =>
            transaction.Execute("UPDATE dispatch_term SET due = $1", ClearanceTerm.ToBeReckoned)
        );

    public async Task RunAsync()
    {
        // A clock that was ahead and believed may have begun terms in what is the future now.
        if (time.Now is { } agreed)
        {
            if (agreed < latest)
                await ReckonAllAsync();
            latest = agreed;
        }
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
