namespace Legation.Relay;

/// <summary>
/// The line to a peer that cannot be called: what is sent waits for a poll of the peer, and the answer comes with the
/// next poll of the same slot. A poll without it says that the batch was lost. Nothing here must outlive the process.
/// </summary>
internal sealed class PolledLine : IPeerLine
{
    /// <summary>How long a poll waits for something to be sent.</summary>
    public static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(30);

    // A peer that is there polls again at once.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly LinkedList<PolledMessage> waiting = [];
    private readonly PolledSlot[] slots = [.. Enumerable.Range(0, Poll.Slots).Select(_ => new PolledSlot())];
    private TaskCompletionSource polled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double milliseconds;

    /// <inheritdoc/>
    public Task<LineAnswer> SendAsync(byte[] batch, CancellationToken cancellation) =>
        SendAsync(new PolledMessage(batch, RelayPaths.BatchType), cancellation);

    /// <inheritdoc/>
    public Task<LineAnswer> SendPieceAsync(byte[] piece, CancellationToken cancellation) =>
        SendAsync(new PolledMessage(piece, RelayPaths.PieceType), cancellation);

    /// <inheritdoc/>
    public async Task<LineAnswer> CallAsync(CancellationToken cancellation)
    {
        Task next;
        lock (gate)
        {
            if (slots.Any(slot => slot.Parked is not null))
                return new LineAnswer([], null, "", milliseconds);
            next = polled.Task;
        }
        try
        {
            await next.WaitAsync(LongestSilence, cancellation);
            return new LineAnswer([], null, "", milliseconds);
        }
        catch (TimeoutException)
        {
            return Silent;
        }
    }

    /// <summary>
    /// Takes a poll of the peer: what it says of the batch before, and what it is given now; null: nothing, after a while.
    /// </summary>
    public async Task<PolledMessage?> PollAsync(Poll poll, CancellationToken cancellation)
    {
        var parked = new TaskCompletionSource<PolledMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var slot = slots[poll.Slot];
        lock (gate)
        {
            // Whoever polls anew on a slot does not wait for its former poll any more.
            slot.Release();
            if (slot.Turn is { } turn)
                milliseconds = turn.TotalMilliseconds;
            slot.Settle(poll.Answer);
            slot.Parked = parked;
            HandOver();
            polled.TrySetResult();
            polled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        await ((Task)parked.Task)
            .WaitAsync(LongestPoll, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            if (slot.Parked == parked)
                slot.Parked = null;
            slot.Answered();
        }
        return parked.Task.IsCompleted ? await parked.Task : null;
    }

    /// <summary>What was given to a poll, and is not answered, did not get to the peer.</summary>
    public void Lose(PolledMessage batch)
    {
        lock (gate)
            Forget(batch);
        batch.Settle(LineAnswer.Down("the connection broke"));
    }

    /// <summary>What was given over a connection is lost when that ends before the answer has come.</summary>
    public void LoseWith(PolledMessage batch, CancellationToken connection)
    {
        var ends = connection.Register(() => Lose(batch));
        _ = batch.Answer.ContinueWith(
            _ => ends.Dispose(),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default
        );
    }

    /// <summary>Lets polls go that wait here.</summary>
    public void Dispose()
    {
        lock (gate)
            foreach (var slot in slots)
                slot.Release();
    }

    private async Task<LineAnswer> SendAsync(PolledMessage message, CancellationToken cancellation)
    {
        lock (gate)
        {
            Enqueue(message);
            HandOver();
        }
        try
        {
            await FetchedAsync(message, cancellation);
            return await message.Answer.WaitAsync(PeerLine.LongestBatch, cancellation);
        }
        catch (TimeoutException)
        {
            return Silent;
        }
        finally
        {
            Lose(message);
        }
    }

    // A peer that has not answered to what it was given polls when it has.
    private async Task FetchedAsync(PolledMessage message, CancellationToken cancellation)
    {
        while (true)
            try
            {
                await message.Fetched.WaitAsync(LongestSilence, cancellation);
                return;
            }
            catch (TimeoutException) when (IsBusy) { }
    }

    private bool IsBusy
    {
        get
        {
            lock (gate)
                return slots.Any(slot => slot.Given is not null);
        }
    }

    private static LineAnswer Silent => LineAnswer.Down("the peer does not call");

    // A batch overtakes the pieces of attachments.
    private void Enqueue(PolledMessage message)
    {
        var piece = waiting.First;
        while (piece is not null && piece.Value.Type == RelayPaths.BatchType)
            piece = piece.Next;
        if (piece is null || message.Type == RelayPaths.PieceType)
            waiting.AddLast(message);
        else
            waiting.AddBefore(piece, message);
    }

    private void HandOver()
    {
        foreach (var slot in slots)
            if (slot.Parked is { } poll && waiting.First is { } next)
            {
                waiting.RemoveFirst();
                (slot.Parked, slot.Given) = (null, next.Value);
                next.Value.Fetch();
                poll.SetResult(next.Value);
            }
    }

    private void Forget(PolledMessage batch)
    {
        waiting.Remove(batch);
        foreach (var slot in slots)
            if (slot.Given == batch)
                slot.Given = null;
    }
}
