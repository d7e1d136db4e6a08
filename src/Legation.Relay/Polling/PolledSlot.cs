using System.Diagnostics;

namespace Legation.Relay;

/// <summary>One of the polls that a peer keeps open, and what it was given before. Not for two threads at once.</summary>
internal sealed class PolledSlot
{
    private long? answeredAt;

    /// <summary>The poll that waits; null: none does.</summary>
    public TaskCompletionSource<PolledMessage?>? Parked { get; set; }

    /// <summary>What was given, and is not answered.</summary>
    public PolledMessage? Given { get; set; }

    /// <summary>How long ago the poll before was answered; null: there was none.</summary>
    public TimeSpan? Turn => answeredAt is { } at ? Stopwatch.GetElapsedTime(at) : null;

    public void Answered() => answeredAt = Stopwatch.GetTimestamp();

    /// <summary>Lets the poll go that waits.</summary>
    public void Release()
    {
        Parked?.TrySetResult(null);
        Parked = null;
    }

    /// <summary>Takes what a poll says of what was given before it: the answer, or that it was lost.</summary>
    public void Settle(PollAnswer? answer)
    {
        if (Given is not { } given)
            return;
        Given = null;
        given.Settle(
            answer is null || answer.Batch != Digest.Of(given.Content) ? LineAnswer.Down("the answer was lost")
            : answer.Status == 200 ? new LineAnswer(answer.Content, null, "", given.Milliseconds)
            : LineAnswer.Refused(answer.Status, answer.Content, given.Milliseconds)
        );
    }
}
