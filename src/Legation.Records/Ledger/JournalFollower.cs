using Legation.Records.Storage;
using Microsoft.Extensions.Hosting;

namespace Legation.Records;

/// <summary>
/// Follows one kind of records as they take effect and acts on what it finds: what it does and its own position are
/// committed in one transaction. A record that was held may be shown twice; deciding again must then do nothing.
/// </summary>
/// <param name="name">Stable name under which the position is kept.</param>
/// <param name="kind">The kind of records that is followed.</param>
/// <param name="ledger">The ledger that is followed and acted on.</param>
/// <param name="store">Its store.</param>
public abstract class JournalFollower(string name, string kind, Ledger ledger, IRecordStore store) : BackgroundService
{
    private const int Chunk = 512;

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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var journal = new Journal(store);
        try
        {
            while (true)
                await StepAsync(journal, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private Task StepAsync(Journal journal, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var position = Position(journal);
        if (IsActive && position is { } seq && seq < ledger.Head.Seq)
            return FollowAsync(journal, seq);
        return ledger.Committed.Beyond(IsActive && position is { } end ? end : ledger.Head.Seq, stopping);
    }

    private Task<bool> FollowAsync(Journal journal, long position)
    {
        var upTo = Math.Min(position + Chunk, ledger.Head.Seq);
        var records = journal.EffectiveBetween(position, upTo, kind);
        var effect = Decide(records);
        return ledger.RunAsync(transaction =>
        {
            effect(transaction);
            BeginAfter(transaction, upTo);
            return true;
        });
    }

    private long? Position(Journal journal)
    {
        var found = journal.Query("SELECT position FROM follower WHERE name = $1", r => r.GetInt64(0), name);
        return found.Count == 0 ? null : found[0];
    }
}
