using Legation.Records.Policies;

namespace Legation.Relay;

/// <summary>
/// Decides again what links carry, after a clearance or the policies have changed. The change itself notes that this is
/// due (<see cref="LinkTable.FillAgain(LedgerTransaction)"/>), so that it is done at the next start if the node stops in
/// between: what is not queued is then offered, and what was held back is queued again as each link begins.
/// </summary>
internal sealed class Reconsideration(
    Ledger ledger,
    LinkTable table,
    RelayHost host,
    Routes routes,
    Outbox outbox,
    Backfill backfill
) : IPolicyFollower
{
    public void PolicyAccepted(LedgerTransaction transaction) => LinkTable.FillAgain(transaction);

    public async Task PoliciesChangedAsync()
    {
        foreach (var link in table.All)
            await RunAsync(link.Number);
    }

    /// <summary>The link over which a node is reached.</summary>
    public Task RunAsync(RecordId node) => routes.NextHop(node) is { } hop ? RunAsync(hop.Number) : Task.CompletedTask;

    private async Task RunAsync(int number)
    {
        await ledger.ChangeAsync(transaction => Begin(transaction, number), table.Read);
        await backfill.RunAsync(number);
        host.Wake(number);
    }

    // Noted once more: somebody may have offered part of it meanwhile, under what counted before.
    private bool Begin(LedgerTransaction transaction, int number)
    {
        outbox.Requeue(number, new Writing(transaction));
        if (LinkTable.In(transaction).FirstOrDefault(link => link.Number == number) is { } link)
            table.Put(link with { Filled = 0, FillTo = transaction.Head.Seq }, transaction);
        return true;
    }
}
