using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>
/// Without a line: what waits for a peer is written into a file, carried there by hand and read in, and the receipts come
/// back the same way. A link goes on beside it as if nothing were: what went both ways is taken once.
/// </summary>
public sealed class CarriedFiles : IDisposable
{
    /// <summary>Code of the refusal when all that waits is damaged at this node, or there is no room for it.</summary>
    public const string LeftOutCode = "carried-left-out";

    private readonly RunnerParts parts;
    private readonly LinkTable links;
    private readonly RelayHost host;
    private readonly Reception reception;
    private readonly SemaphoreSlim one = new(1);

    internal CarriedFiles(RunnerParts parts, LinkTable links, RelayHost host, Reception reception) =>
        (this.parts, this.links, this.host, this.reception) = (parts, links, host, reception);

    /// <summary>
    /// Writes all that waits for a peer, and what was sent and has no receipt, with its attachments. It is numbered, decided
    /// again and journalled as for the line. Not encrypted: whoever carries the file must be allowed to have what is in it.
    /// </summary>
    /// <param name="peer">The peer; there must be a link to it, which may be paused.</param>
    /// <param name="to">Where to write.</param>
    /// <param name="by">Account of the operator; empty for the command line.</param>
    public async Task<Outcome<WrittenFile>> WriteAsync(RecordId peer, Stream to, string by = "")
    {
        ArgumentNullException.ThrowIfNull(to);
        if (links.ByPeer(peer) is not { } link)
            return LinkRefusals.Unknown;
        return await WithoutLineAsync(link, () => WriteAsync(link, to, by));
    }

    /// <summary>Reads a file that was carried here: batches or receipts.</summary>
    /// <param name="file">The file; it is read twice.</param>
    /// <param name="receipts">Where to write the receipts for batches, to be carried back.</param>
    /// <param name="by">Account of the operator; empty for the command line.</param>
    public async Task<Outcome<ReadFile>> ReadAsync(Stream file, Stream receipts, string by = "")
    {
        var reader = new CarriedReader(file);
        if (reader.Check(parts.Ledger.Node, parts.Nodes).Refused(out var refusal, out var manifest))
            return await RefusedAsync(refusal);
        if (links.ByPeer(manifest.From) is not { } link)
            return CarriedRefusals.NoLinkFrom(parts.Nodes.NameOf(manifest.From));
        var taking = new CarriedIn(parts, link, reception);
        var read =
            manifest.Content == CarriedContent.Batches
                ? await TakeBatchesAsync(manifest, reader, taking, receipts)
                : await WithoutLineAsync(link, () => TakeReceiptsAsync(manifest, reader, taking));
        await NoteAsync(
            new
            {
                act = "read-carried-file",
                peer = manifest.From.ToString(),
                file = manifest.Digest.ToString(),
                receipts = read.HeldReceipts,
                items = read.Items.Count,
                by,
            }
        );
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private async Task<Outcome<WrittenFile>> WriteAsync(LinkRow link, Stream to, string by)
    {
        var name = parts.Nodes.NameOf(link.Peer);
        using var writer = new CarriedWriter(to);
        using var waiting = new CarriedOut(parts, link, writer);
        using var following = new CarriedAttachments(parts, link, writer, waiting.Labels);
        IReadOnlyList<CarriedItem> items = [.. await waiting.WriteAsync(), .. await following.WriteAsync()];
        if (items.All(item => item.IsLeftOut))
            return items.Count == 0 ? CarriedRefusals.NothingWaits(name) : CarriedRefusals.AllLeftOut(name, items);
        await parts.Ledger.RunAsync(transaction =>
        {
            WrittenLast.Keep(link.Number, items, transaction);
            return transaction.Note(
                EntryType.AdministrativeAct,
                new
                {
                    act = "write-carried-file",
                    peer = link.Peer.ToString(),
                    items = items.Count(item => !item.IsLeftOut),
                    records = waiting.Records,
                    by,
                }
            );
        });
        writer.Finish(CarriedContent.Batches, link.Peer, parts.Ledger.Node, parts.Clock.GetUtcNow());
        return new WrittenFile(link.Peer, name, items, waiting.Records, waiting.Labels.All);
    }

    private async Task<ReadFile> TakeBatchesAsync(
        CarriedManifest manifest,
        CarriedReader reader,
        CarriedIn taking,
        Stream receipts
    )
    {
        using var writer = new CarriedWriter(receipts);
        var items = new List<CarriedItem>();
        foreach (var item in reader.Items())
            if (PieceCodec.IsPiece(item))
                Put(items, await taking.TakePieceAsync(item, writer));
            else
                items.Add(await taking.TakeBatchAsync(item, writer));
        writer.Finish(CarriedContent.Receipts, manifest.From, parts.Ledger.Node, parts.Clock.GetUtcNow());
        return new ReadFile(
            manifest.From,
            parts.Nodes.NameOf(manifest.From),
            HeldReceipts: false,
            items,
            (int)writer.Items
        );
    }

    // The last piece of a record's files says what became of all.
    private static void Put(List<CarriedItem> items, CarriedItem piece)
    {
        if (items.Count > 0 && (items[^1].Lane, items[^1].First) == (piece.Lane, piece.First))
            items.RemoveAt(items.Count - 1);
        items.Add(piece);
    }

    private async Task<ReadFile> TakeReceiptsAsync(CarriedManifest manifest, CarriedReader reader, CarriedIn taking)
    {
        var items = new List<CarriedItem>();
        foreach (var item in reader.Items())
            items.Add(await taking.TakeReceiptAsync(item));
        return new ReadFile(manifest.From, parts.Nodes.NameOf(manifest.From), HeldReceipts: true, items, 0);
    }

    // Numbers and receipts of a link are for one at a time; the link finds when it begins what has become of them.
    private async Task<T> WithoutLineAsync<T>(LinkRow link, Func<Task<T>> work)
    {
        await one.WaitAsync();
        try
        {
            await host.StopAsync(link.Number);
            return await work();
        }
        finally
        {
            if (links.ByPeer(link.Peer) is { } still)
                host.Start(still);
            one.Release();
        }
    }

    private async Task<Refusal> RefusedAsync(Refusal refusal)
    {
        if (refusal.Code == CarriedRefusals.AlteredCode)
            await parts.Ledger.RunAsync(transaction =>
                transaction.Note(EntryType.SecurityEvent, new { what = "carried-file-altered", why = refusal.Sentence })
            );
        return refusal;
    }

    private Task NoteAsync<T>(T act) =>
        parts.Ledger.RunAsync(transaction => transaction.Note(EntryType.AdministrativeAct, act));
}
