using System.Collections.Concurrent;

namespace Legation.Relay;

/// <summary>The lines to peers that cannot be called: a poll may come before the link runs.</summary>
internal sealed class PolledLines
{
    private readonly ConcurrentDictionary<RecordId, PolledLine> lines = new();

    public PolledLine To(RecordId peer) => lines.GetOrAdd(peer, _ => new PolledLine());
}
