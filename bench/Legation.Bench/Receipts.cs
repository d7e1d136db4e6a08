using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Bench;

/// <summary>Watches the receipts that a node has stored for what it sent.</summary>
internal sealed class Receipts(LineNode node) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Journal journal = new(node.Get<IRecordStore>());

    /// <summary>Records for which a receipt that took them is durable here.</summary>
    public long Stored => Query("SELECT COALESCE(SUM(delivered), 0) FROM relay_lane_out");

    /// <summary>Ends when receipts for that many are durable.</summary>
    public Task ReachAsync(long count) => UntilAsync(() => Stored >= count);

    /// <summary>Ends when the query gives that number.</summary>
    /// <exception cref="TimeoutException">It has not within two minutes.</exception>
    public Task ReachAsync(string query, long count) => UntilAsync(() => Query(query) == count);

    public long Query(string sql) => journal.Query(sql, r => r.GetInt64(0)).Single();

    public void Dispose() => journal.Dispose();

    private async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(Patience);
        for (var seen = node.Ledger.Head.Seq; !reached(); seen = node.Ledger.Head.Seq)
        {
            await node
                .Ledger.Committed.Beyond(seen, limit.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"{node.Identity.Name} has receipts for {Stored} records only.");
        }
    }
}
