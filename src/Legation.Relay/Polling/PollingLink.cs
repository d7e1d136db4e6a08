namespace Legation.Relay;

/// <summary>A link of a node that nobody can call: it sends as any, and fetches what the peer has for it.</summary>
internal sealed class PollingLink(IRunningLink sending, Poller fetching) : IRunningLink
{
    /// <inheritdoc/>
    public LinkReport Report =>
        sending.Report is { Trouble: null } report && fetching.Trouble is { } trouble
            ? report with
            {
                Trouble = trouble.Kind,
                Why = $"what the peer has for this node does not come: {trouble.Why}",
                Since = trouble.Since,
            }
            : sending.Report;

    /// <inheritdoc/>
    public void Post(LinkEvent happened) => sending.Post(happened);

    // Both use one line, which ends with the sending side.
    public async ValueTask DisposeAsync()
    {
        await fetching.DisposeAsync();
        await sending.DisposeAsync();
    }
}
