using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Legation.Records.Audit;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>Carries out what the machine of one link asks for: composes, sends, stores receipts, waits.</summary>
internal sealed class LinkRunner : IAsyncDisposable
{
    private readonly RecordId peer;
    private readonly LinkMachine machine = new(Random.Shared.NextDouble);
    private readonly Channel<LinkEvent> inbox = Channel.CreateUnbounded<LinkEvent>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<NumberedBatch, OutgoingBatch> batches = new();
    private readonly ConcurrentDictionary<NumberedBatch, (Receipt Receipt, byte[] Signed)> receipts = new();
    private readonly ConcurrentDictionary<Task, byte> work = new();
    private readonly SemaphoreSlim preparing = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly RunnerParts parts;
    private readonly SendingStore store;
    private readonly PeerLine line;
    private readonly ITimer timer;
    private readonly Task running;

    public LinkRunner(RunnerParts parts, LinkRow link)
    {
        (this.parts, peer) = (parts, link.Peer);
        store = new SendingStore(parts, peer, link.Number);
        line = new PeerLine(parts.Options, parts.Nodes, peer);
        timer = parts.Clock.CreateTimer(
            _ => Post(new LinkEvent.Due()),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        running = Task.Run(RunAsync);
    }

    /// <summary>How the link stands.</summary>
    public LinkReport Report => machine.Report;

    /// <summary>Tells the link what happened.</summary>
    public void Post(LinkEvent happened) => inbox.Writer.TryWrite(happened);

    /// <summary>Ends what is under way; nothing is lost by it.</summary>
    public async ValueTask DisposeAsync()
    {
        inbox.Writer.TryComplete();
        await stopping.CancelAsync();
        await running;
        await Task.WhenAll(work.Keys);
        await timer.DisposeAsync();
        line.Dispose();
        store.Dispose();
        preparing.Dispose();
        stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A link that stops for a fault of ours must not stop others.")]
    private async Task RunAsync()
    {
        try
        {
            Advance(new LinkEvent.Started(parts.Routes.LinkTo(peer).Paused));
            await foreach (var happened in inbox.Reader.ReadAllAsync(stopping.Token))
                Advance(happened);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        catch (Exception e)
        {
            RelayLog.LinkStopped(parts.Log, peer, e);
        }
    }

    private void Advance(LinkEvent happened)
    {
        if (happened is LinkEvent.Failed failed)
            RelayLog.LinkFailed(parts.Log, peer, failed.Trouble, failed.Why);
        var now = new Moment(parts.Clock.GetElapsedTime(0), parts.Clock.GetUtcNow());
        foreach (var effect in machine.On(happened, now))
            Carry(effect);
    }

    private void Carry(LinkEffect effect)
    {
        switch (effect)
        {
            case LinkEffect.Begin:
                Begin(BeginAsync, why => new LinkEvent.BeginFailed(why));
                break;
            case LinkEffect.Compose:
                Begin(ComposeAsync, why => new LinkEvent.ComposeFailed(why));
                break;
            case LinkEffect.Send send:
                Begin(() => SendAsync(send.Batch), OwnStoreFailed(send.Batch));
                break;
            case LinkEffect.StoreReceipt stored:
                Begin(() => StoreReceiptAsync(stored.Batch), OwnStoreFailed(stored.Batch));
                break;
            case LinkEffect.Call:
                Begin(CallAsync, OwnStoreFailed(null));
                break;
            case LinkEffect.Wait wait:
                timer.Change(wait.Time, Timeout.InfiniteTimeSpan);
                break;
        }
    }

    private static Func<string, LinkEvent> OwnStoreFailed(NumberedBatch? batch) =>
        why => new LinkEvent.Failed(batch, Trouble.OwnStore, why);

    private void Begin(Func<Task<LinkEvent>> effect, Func<string, LinkEvent> failed)
    {
        var task = Task.Run(() => PostResultAsync(effect, failed));
        work[task] = 0;
        _ = task.ContinueWith(
            done => work.TryRemove(done, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "Whatever fails here is tried again; the machine decides when."
    )]
    private async Task PostResultAsync(Func<Task<LinkEvent>> effect, Func<string, LinkEvent> failed)
    {
        try
        {
            Post(await effect());
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        catch (Exception e)
        {
            RelayLog.OwnStoreFailed(parts.Log, peer, e);
            Post(failed("this node cannot use its own store"));
        }
    }

    private async Task<LinkEvent> BeginAsync()
    {
        var unreceipted = await store.BeginAsync();
        RelayLog.LinkStarted(parts.Log, peer, unreceipted.Count);
        return new LinkEvent.Began(unreceipted);
    }

    private async Task<LinkEvent> ComposeAsync()
    {
        var (batch, remaining) = await store.ComposeAsync();
        if (batch is not null)
            batches[batch.Numbers] = batch;
        return new LinkEvent.Composed(batch?.Numbers, remaining);
    }

    private async Task<LinkEvent> SendAsync(NumberedBatch numbers)
    {
        var (batch, head, content) = await PrepareAsync(numbers);
        var answer = await line.SendAsync(content, stopping.Token);
        if (answer.Trouble is { } trouble)
            return new LinkEvent.Failed(numbers, trouble, answer.Why);
        if (ReceiptCodec.Open(answer.Content!, parts.Nodes.KeysOf(peer)) is not { } receipt || !receipt.Answers(head))
            return await WrongReceiptAsync(numbers, answer.Content!);
        receipts[batch.Numbers] = (receipt, answer.Content!);
        return new LinkEvent.Receipted(numbers, answer.Milliseconds);
    }

    private async Task<(OutgoingBatch Batch, BatchHead Head, byte[] Content)> PrepareAsync(NumberedBatch numbers)
    {
        await preparing.WaitAsync(stopping.Token);
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
        RelayLog.ReceiptWrong(parts.Log, peer);
        var alarm = new
        {
            what = "wrong-receipt",
            peer = peer.ToString(),
            answer = Digest.Of(content).ToString(),
        };
        await parts.Ledger.RunAsync(transaction => transaction.Note(EntryType.SecurityEvent, alarm));
        return new LinkEvent.Failed(
            numbers,
            Trouble.Refused,
            "the receipt is not by the peer or does not fit the batch"
        );
    }

    private async Task<LinkEvent> StoreReceiptAsync(NumberedBatch numbers)
    {
        var (receipt, signed) = receipts[numbers];
        await store.StoreReceiptAsync(batches[numbers], receipt, signed);
        receipts.TryRemove(numbers, out _);
        batches.TryRemove(numbers, out _);
        return new LinkEvent.ReceiptStored(numbers);
    }

    private async Task<LinkEvent> CallAsync()
    {
        var answer = await line.CallAsync(stopping.Token);
        return answer.Trouble is { } trouble
            ? new LinkEvent.Failed(null, trouble, answer.Why)
            : new LinkEvent.Answered(answer.Milliseconds);
    }
}
