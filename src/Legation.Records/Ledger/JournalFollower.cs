using System.Diagnostics.CodeAnalysis;
using Legation.Records.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Legation.Records;

/// <summary>
/// Follows one kind of records as they take effect and acts on what it finds: what it does and its own position are
/// committed in one transaction. A record that was held may be shown twice; deciding again must then do nothing.
/// </summary>
/// <param name="name">Stable name under which the position is kept.</param>
/// <param name="kind">The kind of records that is followed.</param>
/// <param name="ledger">The ledger that is followed and acted on.</param>
/// <param name="store">Its store.</param>
/// <param name="clock">Paces its trying again.</param>
/// <param name="log">Told when it fails.</param>
public abstract class JournalFollower(
    string name,
    string kind,
    Ledger ledger,
    IRecordStore store,
    TimeProvider clock,
    ILogger log
) : BackgroundService
{
    private const int Chunk = 512;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Decides what to do about records in effect; the answer runs in the transaction that moves the position.</summary>
    protected abstract Action<LedgerTransaction> Decide(IReadOnlyList<AppliedRecord> records);

    /// <summary>Sets the position, so that only what comes later is followed.</summary>
    protected void BeginAfter(LedgerTransaction transaction, long seq) =>
        transaction.Execute(
            """
            INSERT INTO follower (name, position) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET position = excluded.position
            """,
            name,
            seq
        );

    /// <summary>False while there is nothing to follow for; the position stays.</summary>
    protected abstract bool IsActive { get; }

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "A node goes on without a follower; it tries again.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var journal = new Journal(store);
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await StepAsync(journal, stoppingToken);
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
            catch (Exception e)
            {
                LedgerLog.FollowerFailed(log, e, name, pause.TotalSeconds);
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
    }

    private Task StepAsync(Journal journal, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var position = Position(journal);
        if (IsActive && position is { } seq && seq < ledger.Head.Seq)
            return FollowAsync(journal, seq);
        return ledger.Committed.Beyond(IsActive && position is { } end ? end : ledger.Head.Seq, stopping);
    }

    private async Task FollowAsync(Journal journal, long position)
    {
        var upTo = Math.Min(position + Chunk, ledger.Head.Seq);
        Action<LedgerTransaction>? effect = null;
        foreach (var records in journal.EffectiveBetween(position, upTo, kind))
        {
            if (effect is { } former)
                await CommitAsync(former);
            effect = Decide(records);
        }
        await CommitAsync(transaction =>
        {
            effect?.Invoke(transaction);
            BeginAfter(transaction, upTo);
        });
    }

    private Task<bool> CommitAsync(Action<LedgerTransaction> effect) =>
        ledger.RunAsync(transaction =>
        {
            effect(transaction);
            return true;
        });

    private long? Position(Journal journal)
    {
        var found = journal.Query("SELECT position FROM follower WHERE name = $1", r => r.GetInt64(0), name);
        return found.Count == 0 ? null : found[0];
    }
}
