using System.Diagnostics.CodeAnalysis;
using Legation.Records.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>
/// Gives up what has expired: what waits on a link, also on one that is down or paused, what rests here, and what nobody
/// was known to take. What has a number and no receipt is left to its link: the peer may have it.
/// </summary>
internal sealed class Expiry(
    Ledger ledger,
    IRecordStore store,
    NodeIdentity self,
    Routes routes,
    LinkTable links,
    NonDeliveryWriter statements,
    ExpiryClock expiry,
    TimeProvider clock,
    ILogger<Expiry> log
) : BackgroundService
{
    private const int Most = 256;

    private const string Waiting = """
        SELECT place, seq, link FROM relay_outbox
        WHERE expires IS NOT NULL AND state IN (0, 2) AND expires <= $1 ORDER BY expires LIMIT $2
        """;

    private const string Elsewhere = "SELECT seq FROM relay_expiring WHERE expires <= $1 ORDER BY expires LIMIT $2";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Gives up all that has expired by now.</summary>
    public async Task SweepAsync()
    {
        while (IsDue())
            if (await ledger.RunAsync(Sweep) == 0)
                return;
    }

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "What is not given up now is given up in the next round.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync();
            }
            catch (Exception e)
            {
                RelayLog.ExpiryFailed(log, e);
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsDue()
    {
        using var session = store.OpenReader();
        return session.Query(Waiting, r => 1, expiry.Now, 1).Count
                + session.Query(Elsewhere, r => 1, expiry.Now, 1).Count
            > 0;
    }

    private int Sweep(LedgerTransaction transaction)
    {
        var waiting = transaction.Query(
            Waiting,
            r => (Place: r.GetInt64(0), Seq: r.GetInt64(1), Link: r.GetInt32(2)),
            expiry.Now,
            Most
        );
        foreach (var row in waiting)
            GiveUp(transaction, row.Place, row.Seq, row.Link);
        var elsewhere = transaction.Query(Elsewhere, r => r.GetInt64(0), expiry.Now, Most);
        foreach (var seq in elsewhere)
            GiveUpElsewhere(transaction, seq);
        return waiting.Count + elsewhere.Count;
    }

    private void GiveUp(LedgerTransaction transaction, long place, long seq, int link)
    {
        transaction.Execute(
            "UPDATE relay_outbox SET state = $1, at = $2, why = $3 WHERE place = $4",
            (int)RowState.Expired,
            transaction.Now.ToMicroseconds(),
            Release.Expired,
            place
        );
        if (links.ByNumber(link) is { } waited)
            statements.State(transaction, seq, waited.Peer, NonDeliveryBody.Expired);
    }

    private void GiveUpElsewhere(LedgerTransaction transaction, long seq)
    {
        transaction.Execute("DELETE FROM relay_expiring WHERE seq = $1", seq);
        transaction.Execute("DELETE FROM relay_awaited_party WHERE seq = $1", seq);
        var records = transaction.Query(Journal.RecordAt, Journal.MapRecord, seq);
        foreach (var record in records.Where(record => !IsWithdrawn(transaction, record.Header.Id)))
            if (transaction.KindOf(record.Header.Id)?.Rests(record, transaction) == true)
                GiveUpResting(transaction, record);
            else if (record.Header.Home == self.Id)
                GiveUpUnreached(transaction, record);
    }

    // Who took it back waits for nobody to have it.
    private static bool IsWithdrawn(LedgerTransaction transaction, RecordId id) =>
        transaction
            .KindOf(id)
            ?.GoingAlong(id, transaction)
            .Any(other =>
                transaction.Current(other) is { } said
                && transaction.KindOf(other)?.Withdraws(said.Header).Contains(id) == true
            ) == true;

    private void GiveUpResting(LedgerTransaction transaction, AppliedRecord record)
    {
        var back = routes.NextHop(record.Header.Home)?.Number;
        var hops = HomesOf(transaction, record).Nodes.Select(routes.NextHop).OfType<LinkRow>();
        foreach (var hop in hops.Where(hop => hop.Number != back).DistinctBy(hop => hop.Number))
            statements.State(transaction, record, hop.Peer, NonDeliveryBody.Expired);
    }

    // Elsewhere a node that is not known may be reached by others; only the home has nobody else to rely on.
    private void GiveUpUnreached(LedgerTransaction transaction, AppliedRecord record)
    {
        var homes = HomesOf(transaction, record);
        var nodes = homes.Nodes.Where(node => node != self.Id && routes.NextHop(node) is null);
        foreach (var receiver in homes.Unknown.Concat(nodes))
            statements.State(transaction, record, receiver, NonDeliveryBody.Nobody);
    }

    private static Homes HomesOf(LedgerTransaction transaction, AppliedRecord record) =>
        AudienceHomes.Of(record.Header.Audience, AudienceHomes.In(new Writing(transaction)));
}
