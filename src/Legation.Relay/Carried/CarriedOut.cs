using System.Globalization;

namespace Legation.Relay;

/// <summary>
/// What goes into a carried file: batches that have numbers and no receipt, then all that waits, composed as for the line.
/// The link must not run meanwhile.
/// </summary>
internal sealed class CarriedOut(RunnerParts parts, LinkRow link, CarriedWriter writer) : IDisposable
{
    // Enough for sixteen million records.
    private const int MostBatches = 65_536;

    private readonly SendingStore store = new(parts, link.Peer, link.Number);
    private readonly List<CarriedItem> batches = [];

    public long Records { get; private set; }

    /// <summary>The labels of what was written, each once.</summary>
    public CarriedLabels Labels { get; } = new(parts);

    public async Task<IReadOnlyList<CarriedItem>> WriteAsync()
    {
        foreach (var numbers in await store.BeginAsync())
            await AddAsync(store.Load(numbers));
        Lane? remaining = Lane.System;
        while (remaining is not null && batches.Count < MostBatches)
        {
            (var batch, remaining) = await store.ComposeAsync(LinePace.LargestBatch);
            if (batch is not null)
                await AddAsync(batch);
        }
        return batches;
    }

    public void Dispose()
    {
        store.Dispose();
        Labels.Dispose();
    }

    private async Task AddAsync(OutgoingBatch batch)
    {
        await store.WithdrawAsync(batch);
        var head = batch.Head(parts.Ledger.Node, link.Peer);
        writer.Add(batch.Encode(head));
        Records += head.Hashes.Length;
        await parts.Ledger.RunAsync(transaction => LetFilesGo(batch, transaction));
        foreach (var record in batch.Records.Where(record => !batch.Withdrawn.ContainsKey(record.Place)))
            Labels.Add(record.Seq);
        var words = Counted(head.Hashes.Length) + (batch.Withdrawn.Count > 0 ? $", {batch.Withdrawn.Count} void" : "");
        batches.Add(new CarriedItem(head.Lane, head.First, head.Last, words));
    }

    private bool LetFilesGo(OutgoingBatch batch, LedgerTransaction transaction)
    {
        foreach (var record in batch.Records)
            if (batch.Withdrawn.ContainsKey(record.Place))
                AttachmentQueue.Forget(record.Seq, link.Number, transaction);
            else
                AttachmentQueue.GoWith(record.Seq, link.Number, transaction);
        return true;
    }

    private static string Counted(int records) =>
        string.Create(CultureInfo.InvariantCulture, $"{records} {(records == 1 ? "record" : "records")}");
}
