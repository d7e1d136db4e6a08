using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Server.Nodes;

/// <summary>Where the relay is put into a node.</summary>
internal static class NodeRelay
{
    public static IServiceCollection AddNodeRelay(this IServiceCollection services, NodeFolder folder) =>
        services.AddSingleton<ITrustedKeys, NoPeers>();

    public static void MapNodeRelay(this WebApplication app) { }

    private sealed class NoPeers : ITrustedKeys
    {
        public IReadOnlyList<VerificationKey> KeysOf(RecordId node) => [];
    }
}
