using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Legation.Relay;

/// <summary>
/// Fetches what a peer has for this node, which nobody can call: polls, takes what comes as if it had been sent here, and
/// brings the answer with the next poll. An answer is kept until a poll got through with it.
/// </summary>
internal sealed class Poller : IAsyncDisposable
{
    // Nothing but a peer that answers too soon makes polls follow each other without a batch.
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(5);

    private readonly PeerLine line;
    private readonly RecordId peer;
    private readonly RunnerParts parts;
    private readonly Reception reception;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task polling;

    public Poller(PeerLine line, RecordId peer, RunnerParts parts, Reception reception)
    {
        (this.line, this.peer, this.parts, this.reception) = (line, peer, parts, reception);
        polling = Task.WhenAll(Enumerable.Range(0, Poll.Slots).Select(slot => Task.Run(() => RunAsync(slot))));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await polling;
        stopping.Dispose();
    }

    /// <summary>Why polls bring nothing now; null: they do.</summary>
    public PollTrouble? Trouble { get; private set; }

    private async Task RunAsync(int slot)
    {
        while (!stopping.IsCancellationRequested)
            await PollUntilFaultAsync(slot);
    }

    // Nothing else fetches what the peer has: whatever fails here is tried again.
    [SuppressMessage("Design", "CA1031", Justification = "A slot that ended for a fault of ours would not come back.")]
    private async Task PollUntilFaultAsync(int slot)
    {
        try
        {
            await PollAsync(slot);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        catch (Exception e)
        {
            RelayLog.OwnStoreFailed(parts.Log, peer, e);
            Fail(Relay.Trouble.OwnStore, "this node could not take what the peer has for it");
            await Task.Delay(LongestBackOff, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PollAsync(int slot)
    {
        PollAnswer? answer = null;
        for (var failures = 0; ; )
        {
            var began = Stopwatch.GetTimestamp();
            var fetched = await FetchAsync(new Poll(slot, answer));
            if (fetched.Trouble is { } trouble)
            {
                RelayLog.PollFailed(parts.Log, peer, trouble, fetched.Why);
                Fail(trouble, fetched.Why);
                await Task.Delay(WaitAfter(++failures), stopping.Token);
                continue;
            }
            failures = 0;
            Trouble = null;
            answer = fetched.Content is { Length: > 0 } content
                ? await reception.TakeFetchedAsync(peer, content, stopping.Token)
                : null;
            if (answer is null && Stopwatch.GetElapsedTime(began) < LeastBetween)
                await Task.Delay(LeastBetween, stopping.Token);
        }
    }

    private void Fail(Trouble trouble, string why) =>
        Trouble = new PollTrouble(trouble, why, Trouble?.Since ?? parts.Clock.GetUtcNow());

    private Task<LineAnswer> FetchAsync(Poll poll) =>
        parts.Nodes.Find(peer)?.Card.Address is null
            ? Task.FromResult(LineAnswer.Down("the peer has no address"))
            : line.PollAsync(poll.Encode(), stopping.Token);

    private static TimeSpan WaitAfter(int failures)
    {
        var wait = BackOff.After(failures, Random.Shared.NextDouble());
        return wait < LongestBackOff ? wait : LongestBackOff;
    }
}

/// <summary>What keeps polls from bringing anything.</summary>
/// <param name="Kind">Where it lies.</param>
/// <param name="Why">The same in words.</param>
/// <param name="Since">Since when.</param>
internal sealed record PollTrouble(Trouble Kind, string Why, DateTimeOffset Since);
