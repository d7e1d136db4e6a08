using System.Data.Common;
using System.Globalization;
using Legation.Labels;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>
/// What a link reads and writes of the outbox, one for each link. Composing is for one thread at a time, and so are
/// loading and withdrawing together: each has a reading session of its own.
/// </summary>
internal sealed class SendingStore(RunnerParts parts, RecordId peer, int link) : IDisposable
{
    // "state <= 1" names the partial index; the rest of the condition could not find it by itself.
    private const string Waiting = """
        SELECT place, lane, size FROM relay_outbox
        WHERE link = $1 AND state <= 1 AND state = 0 ORDER BY lane, place LIMIT 257
        """;

    private const string Contents = """
        SELECT o.place, o.seq, o.hash, j.content, j.salt, j.body
        FROM relay_outbox o JOIN journal j ON j.seq = o.seq
        WHERE o.link = $1 AND o.lane = $2 AND o.state <= 1 AND o.state = $3 AND o.place BETWEEN $4 AND $5
        ORDER BY o.place
        """;

    private readonly Ledger ledger = parts.Ledger;
    private readonly Releases releases = new(parts, peer, link);
    private readonly Outbox outbox = parts.Outbox;
    private readonly Journal composing = new(parts.Store);
    private readonly Journal sending = new(parts.Store);

    /// <summary>
    /// Batches of this epoch that have numbers and no receipt. Those of an earlier epoch are queued again, and so is what
    /// was held back: policies may have changed since the node was stopped.
    /// </summary>
    public async Task<IReadOnlyList<NumberedBatch>> BeginAsync()
    {
        var epoch = ledger.Node.Epoch;
        return await ledger.RunAsync(transaction =>
        {
            var batches = transaction.Query(
                "SELECT lane, epoch, first, last, from_place, to_place FROM relay_batch WHERE link = $1 ORDER BY lane, first",
                MapBatch,
                link
            );
            foreach (var old in batches.Where(batch => batch.Epoch != epoch))
                Dissolve(transaction, old);
            outbox.Requeue(link, new Writing(transaction));
            return batches.Where(batch => batch.Epoch == epoch).ToList();
        });
    }

    /// <summary>
    /// Takes what waits on the highest lane, decides its release again and numbers what may go, in one transaction.
    /// Null: nothing may go. Also says which lane still waits.
    /// </summary>
    public async Task<(OutgoingBatch? Batch, Lane? Remaining)> ComposeAsync(int mostBytes)
    {
        var waiting = composing.Query(Waiting, MapWaiting, link);
        if (waiting.Count == 0)
            return (null, null);
        var count = Count(waiting, mostBytes);
        var (first, last) = (waiting[0], waiting[count - 1]);
        var records = Read(composing, first.Lane, RowState.Queued, first.Place, last.Place);
        var batch = await ledger.RunAsync(transaction => Number(transaction, first.Lane, records));
        return (batch, count < waiting.Count ? waiting[count].Lane : null);
    }

    /// <summary>The batch of these numbers, if its receipt is not in.</summary>
    public NumberedBatch? Unreceipted(int epoch, Lane lane, long first) =>
        sending
            .Query(
                """
                SELECT lane, epoch, first, last, from_place, to_place FROM relay_batch
                WHERE link = $1 AND epoch = $2 AND lane = $3 AND first = $4
                """,
                MapBatch,
                link,
                epoch,
                (int)lane,
                first
            )
            .SingleOrDefault();

    /// <summary>Reads a numbered batch back.</summary>
    public OutgoingBatch Load(NumberedBatch batch) =>
        new(batch, Read(sending, batch.Lane, RowState.Sent, batch.FromPlace, batch.ToPlace))
        {
            Withdrawn = StoredVoids.Of(sending, link, batch),
        };

    /// <summary>
    /// Withdraws what may not go any more although it has its number: signs a void of that number and journals both.
    /// </summary>
    public async Task WithdrawAsync(OutgoingBatch batch)
    {
        var release = releases.Of(batch.Numbers, sending);
        var withdrawn = new List<(OutgoingRecord Record, string Why)>();
        foreach (var record in batch.Records)
            if (!batch.Withdrawn.ContainsKey(record.Place) && release.WhyNot(record) is { } why)
                withdrawn.Add((record, why));
        if (withdrawn.Count == 0)
            return;
        var voids = Voids(batch, [.. withdrawn.Select(w => w.Record.Place)]);
        await ledger.RunAsync(transaction =>
        {
            foreach (var (place, signed) in voids)
                StoredVoids.Add(transaction, link, batch.Numbers.Lane, place, signed);
            return transaction.Note(EntryType.ReleaseDecision, Entry(batch.Numbers, [], withdrawn, "withdraw"));
        });
        foreach (var (place, signed) in voids)
            batch.Withdrawn.Add(place, signed);
    }

    private Dictionary<long, byte[]> Voids(OutgoingBatch batch, HashSet<long> places)
    {
        var head = batch.Head(ledger.Node, peer);
        return batch
            .Records.Index()
            .Where(record => places.Contains(record.Item.Place))
            .ToDictionary(r => r.Item.Place, r => VoidStatement.Of(head, r.Index).Sign(ledger.Node.Signer));
    }

    public void Dispose()
    {
        composing.Dispose();
        sending.Dispose();
    }

    private OutgoingBatch? Number(LedgerTransaction transaction, Lane lane, List<OutgoingRecord> records)
    {
        var (from, to) = (records[0].Place, records[^1].Place);
        var release = releases.Of(lane, RowState.Queued, from, to, new Writing(transaction));
        var released = new List<OutgoingRecord>(records.Count);
        var held = new List<(OutgoingRecord, string)>();
        foreach (var record in records.Where(release.StillHas))
            if (release.WhyNot(record) is { } why)
                held.Add((record, why));
            else
                released.Add(record);
        foreach (var (record, why) in held)
            releases.Hold(transaction, release, record, why);
        var numbers =
            released.Count == 0
                ? null
                : Number(transaction, lane, released[0].Place, released[^1].Place, released.Count);
        transaction.Note(EntryType.ReleaseDecision, Entry(numbers, released, held, "release"));
        return numbers is null ? null : new OutgoingBatch(numbers, released);
    }

    private NumberedBatch Number(LedgerTransaction transaction, Lane lane, long from, long to, int count)
    {
        var epoch = transaction.Node.Epoch;
        var next = LaneNumbers.Take(transaction, link, lane, count);
        var batch = new NumberedBatch(lane, epoch, next, next + count - 1, from, to);
        transaction.Execute(
            "INSERT INTO relay_batch (link, epoch, lane, first, last, from_place, to_place) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            link,
            epoch,
            (int)lane,
            batch.First,
            batch.Last,
            from,
            to
        );
        if (OutboxRows.Move(transaction, link, batch, RowState.Queued, RowState.Sent) != count)
            throw new InvalidOperationException("The queue changed under a batch while it was numbered.");
        return batch;
    }

    private void Dissolve(LedgerTransaction transaction, NumberedBatch batch)
    {
        OutboxRows.Move(transaction, link, batch, RowState.Sent, RowState.HeldBack);
        OutboxRows.End(transaction, link, batch);
    }

    private List<OutgoingRecord> Read(Journal journal, Lane lane, RowState state, long from, long to) =>
        journal.Query(Contents, MapRecord, link, (int)lane, (int)state, from, to);

    private static int Count(List<(long Place, Lane Lane, long Size)> waiting, int mostBytes)
    {
        var (count, bytes) = (1, waiting[0].Size);
        while (
            count < Math.Min(waiting.Count, BatchHead.MostRecords)
            && waiting[count].Lane == waiting[0].Lane
            && (bytes += waiting[count].Size) <= mostBytes
        )
            count++;
        return count;
    }

    private object Entry(
        NumberedBatch? batch,
        IReadOnlyList<OutgoingRecord> released,
        IReadOnlyList<(OutgoingRecord Record, string Why)> held,
        string act
    ) =>
        new
        {
            act,
            peer = peer.ToString(),
            lane = batch?.Lane.ToString(),
            first = batch?.First,
            last = batch?.Last,
            policies = parts.Policies.Current.Select(p =>
                string.Create(CultureInfo.InvariantCulture, $"{p.Id} {p.Version}")
            ),
            released = released.Select(record => record.Seq),
            held = held.Select(h => new { h.Record.Seq, h.Why }),
        };

    private static NumberedBatch MapBatch(DbDataReader row) =>
        new((Lane)row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));

    private static (long Place, Lane Lane, long Size) MapWaiting(DbDataReader row) =>
        (row.GetInt64(0), (Lane)row.GetInt32(1), row.GetInt64(2));

    private static OutgoingRecord MapRecord(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            new Digest((byte[])row.GetValue(2)),
            new BatchItem((byte[])row.GetValue(3), (byte[])row.GetValue(4), (byte[])row.GetValue(5))
        );
}
