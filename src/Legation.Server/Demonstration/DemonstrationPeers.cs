using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>Makes the nodes know each other: cards accepted by fingerprint, links, clearances, introductions by the hub.</summary>
internal sealed class DemonstrationPeers(IReadOnlyList<NodeHost> hosts)
{
    public Task ConnectAsync(SampleLinks lines, CancellationToken cancellation) => Task.CompletedTask;

    public Task SettledAsync(CancellationToken cancellation) => Task.CompletedTask;
}
