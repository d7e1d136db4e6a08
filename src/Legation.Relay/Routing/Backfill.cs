using System.Diagnostics.CodeAnalysis;
using Legation.Records.Storage;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>
/// Offers to a link what was here before it, or before its peer was cleared for it. Done in pieces; after a restart it
/// goes on where it was.
/// </summary>
internal sealed class Backfill(Ledger ledger, IRecordStore store, LinkTable links, Outbox outbox, ILogger<Backfill> log)
{
    /// <summary>Goes on with all links that are behind.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A link that is not filled is filled at the next start.")]
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var link in links.All)
                await RunAsync(link.Number, cancellation);
        }
        catch (Exception e)
        {
            RelayLog.BackfillFailed(log, e);
        }
    }

    /// <summary>Offers all up to where the link is to be filled.</summary>
    public async Task RunAsync(int number, CancellationToken cancellation = default)
    {
        using var journal = new Journal(store);
        while (!cancellation.IsCancellationRequested && links.ByNumber(number) is { } link && link.Filled < link.FillTo)
        {
            var upTo = journal.EndOfPiece(link.Filled, link.FillTo);
            var records = journal.CurrentBetween(link.Filled, upTo);
            await ledger.ChangeAsync(transaction => Offer(transaction, link, records, upTo), links.Read);
        }
    }

    private int Offer(LedgerTransaction transaction, LinkRow link, IReadOnlyList<AppliedRecord> records, long upTo)
    {
        foreach (var record in records)
            if (!Rests(transaction, record))
                outbox.Offer(record, transaction, new Writing(transaction));
        // Somebody else may have filled further, asked for it from the beginning, or removed the link.
        var now = LinkTable.In(transaction).FirstOrDefault(l => l.Number == link.Number);
        if (now is not null && now.Filled == link.Filled)
            links.Put(now with { Filled = upTo }, transaction);
        else
            links.Read(transaction);
        return records.Count;
    }

    private static bool Rests(LedgerTransaction transaction, AppliedRecord record) =>
        (
            transaction.Rests(record.Header.Id)
            || transaction.KindOf(record.Header.Id)?.Rests(record, transaction) == true
        )
        && transaction.Query("SELECT 1 FROM relay_freed WHERE seq = $1", r => r.GetInt32(0), record.Seq).Count == 0;
}
