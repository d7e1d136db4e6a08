namespace Legation.Records;

/// <summary>Lets followers of the journal sleep until something was committed.</summary>
public sealed class JournalSignal
{
    private readonly Lock gate = new();
    private TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long last;

    /// <summary>Ends when the journal goes beyond the position.</summary>
    public Task Beyond(long seq, CancellationToken cancellation)
    {
        lock (gate)
            return last > seq ? Task.CompletedTask : waiting.Task.WaitAsync(cancellation);
    }

    internal void Pulse(long seq)
    {
        TaskCompletionSource woken;
        lock (gate)
        {
            last = seq;
            woken = waiting;
            waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        woken.SetResult();
    }
}
