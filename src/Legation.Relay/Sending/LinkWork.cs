using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Legation.Records.Alarms;
using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>
/// Carries out single effects of the machine of one link: what is durable, what goes over the line, what came back.
/// Has no thread and no timer of its own.
/// </summary>
internal sealed class LinkWork(RunnerParts parts, LinkRow link, IPeerLine line) : IDisposable
{
    private readonly RecordId peer = link.Peer;
    private readonly SendingStore store = new(parts, link.Peer, link.Number);
    private readonly ReceiptStore taken = new(parts, link.Peer, link.Number);
    private readonly ConcurrentDictionary<NumberedBatch, OutgoingBatch> batches = new();
    private readonly ConcurrentDictionary<NumberedBatch, (Receipt Receipt, byte[] Signed)> receipts = new();
    private readonly SemaphoreSlim preparing = new(1);
    private readonly AttachmentSending attachments = new(parts, link.Peer, link.Number, line);

    /// <summary>Carries out what is no waiting; what happened is for the machine. Fails only when it is given up.</summary>
    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "Whatever fails here is tried again; the machine decides when."
    )]
    public async Task<LinkEvent> CarryOutAsync(LinkEffect effect, CancellationToken cancellation)
    {
        try
        {
            return await AttemptAsync(effect, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            RelayLog.OwnStoreFailed(parts.Log, peer, e);
            return OwnStoreFailed(effect, "this node cannot use its own store");
        }
    }

    public void Dispose()
    {
        attachments.Dispose();
        line.Dispose();
        store.Dispose();
        preparing.Dispose();
    }

    private Task<LinkEvent> AttemptAsync(LinkEffect effect, CancellationToken cancellation) =>
        effect switch
        {
            LinkEffect.Begin => BeginAsync(),
            LinkEffect.Compose compose => ComposeAsync(compose.MostBytes),
            LinkEffect.Send send => SendAsync(send.Batch, cancellation),
            LinkEffect.StoreReceipt stored => StoreReceiptAsync(stored.Batch, cancellation),
            LinkEffect.SendPiece piece => attachments.SendAsync(piece.MostBytes, cancellation),
            LinkEffect.Call => CallAsync(cancellation),
            _ => throw new ArgumentException($"{effect.GetType().Name} is not carried out.", nameof(effect)),
        };

    private static LinkEvent OwnStoreFailed(LinkEffect effect, string why) =>
        effect switch
        {
            LinkEffect.Begin => new LinkEvent.BeginFailed(why),
            LinkEffect.Compose => new LinkEvent.ComposeFailed(why),
            LinkEffect.Send send => new LinkEvent.Failed(send.Batch, Trouble.OwnStore, why),
            LinkEffect.StoreReceipt stored => new LinkEvent.Failed(stored.Batch, Trouble.OwnStore, why),
            LinkEffect.SendPiece => new LinkEvent.PieceFailed(Trouble.OwnStore, why),
            _ => new LinkEvent.Failed(null, Trouble.OwnStore, why),
        };

    private async Task<LinkEvent> BeginAsync()
    {
        var unreceipted = await store.BeginAsync();
        RelayLog.LinkStarted(parts.Log, peer, unreceipted.Count);
        return new LinkEvent.Began(unreceipted, attachments.AnyWaiting);
    }

    private async Task<LinkEvent> ComposeAsync(int mostBytes)
    {
        var (batch, remaining) = await store.ComposeAsync(mostBytes);
        if (batch is not null)
            batches[batch.Numbers] = batch;
        return new LinkEvent.Composed(batch?.Numbers, remaining);
    }

    private async Task<LinkEvent> SendAsync(NumberedBatch numbers, CancellationToken cancellation)
    {
        var (batch, head, content) = await PrepareAsync(numbers, cancellation);
        var answer = await line.SendAsync(content, cancellation);
        await parts.Watch.NoteAsync(peer, answer.Trouble);
        if (answer.Trouble is { } trouble)
            return new LinkEvent.Failed(numbers, trouble, answer.Why);
        if (ReceiptCodec.Open(answer.Content!, parts.Nodes.KeysOf(peer)) is not { } receipt || !receipt.Answers(head))
            return await WrongReceiptAsync(numbers, answer.Content!);
        receipts[batch.Numbers] = (receipt, answer.Content!);
        return new LinkEvent.Receipted(numbers, answer.Milliseconds, content.Length);
    }

    private async Task<(OutgoingBatch Batch, BatchHead Head, byte[] Content)> PrepareAsync(
        NumberedBatch numbers,
        CancellationToken cancellation
    )
    {
        await preparing.WaitAsync(cancellation);
        try
        {
            var batch = batches.GetOrAdd(numbers, store.Load);
            await store.WithdrawAsync(batch);
            var head = batch.Head(parts.Ledger.Node, peer);
            return (batch, head, batch.Encode(head));
        }
        finally
        {
            preparing.Release();
        }
    }

    private async Task<LinkEvent> WrongReceiptAsync(NumberedBatch numbers, byte[] content)
    {
        await WrongReceipt.NoteAsync(parts, peer, content);
        return new LinkEvent.Failed(numbers, Trouble.Refused, WrongReceipt.Why);
    }

    private async Task<LinkEvent> StoreReceiptAsync(NumberedBatch numbers, CancellationToken cancellation)
    {
        var (receipt, signed) = receipts[numbers];
        var attached = await taken.StoreAsync(batches[numbers], receipt, signed);
        receipts.TryRemove(numbers, out _);
        batches.TryRemove(numbers, out _);
        await parts.Heads.ExchangeIfDueAsync(line, peer, cancellation);
        return new LinkEvent.ReceiptStored(numbers, attached);
    }

    private async Task<LinkEvent> CallAsync(CancellationToken cancellation)
    {
        var answer = await line.CallAsync(cancellation);
        await parts.Watch.NoteAsync(peer, answer.Trouble);
        if (answer.Trouble is { } trouble)
            return new LinkEvent.Failed(null, trouble, answer.Why);
        await parts.Heads.ExchangeAsync(line, peer, cancellation);
        return new LinkEvent.Answered(answer.Milliseconds);
    }
}
