using System.Diagnostics;

namespace Legation.Relay;

/// <summary>A batch or a piece of an attachment on its way to a peer that polls.</summary>
internal sealed class PolledMessage(byte[] content, string type)
{
    private readonly TaskCompletionSource fetched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LineAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long fetchedAt;

    public byte[] Content => content;

    /// <summary>Its media type.</summary>
    public string Type => type;

    /// <summary>Ends when a poll was given it.</summary>
    public Task Fetched => fetched.Task;

    public Task<LineAnswer> Answer => answer.Task;

    /// <summary>How long ago it was fetched.</summary>
    public double Milliseconds => Stopwatch.GetElapsedTime(fetchedAt).TotalMilliseconds;

    public void Fetch()
    {
        fetchedAt = Stopwatch.GetTimestamp();
        fetched.TrySetResult();
    }

    public void Settle(LineAnswer how) => answer.TrySetResult(how);
}
