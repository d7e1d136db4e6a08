using Legation.Relay;

namespace Legation.Server.Nodes;

/// <summary>Where the relay is put into a node.</summary>
internal static class NodeRelay
{
    public static IServiceCollection AddNodeRelay(this IServiceCollection services, NodeFolder folder)
    {
        var node = folder.Description;
        return services.AddRelay(
            new RelayOptions(Certificate: null, node.Relay, node.Place, node.Zone) { Port = Doors.RelayPort(node) ?? 0 }
        );
    }

    public static void MapNodeRelay(this WebApplication app)
    {
        var peers = app.MapGroup("").At(Door.Relay);
        peers.MapRelay();
    }
}
