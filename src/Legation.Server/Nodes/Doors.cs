using System.Net;
using Legation.Relay;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Legation.Server.Nodes;

/// <summary>By which way a request came in.</summary>
internal enum Door
{
    /// <summary>People and programs.</summary>
    Pages,

    /// <summary>Peers, with mutual TLS.</summary>
    Relay,

    /// <summary>Commands on this machine, through a socket in the node's folder.</summary>
    Commands,
}

/// <summary>
/// Keeps the three apart by the connection a request came on, which no header can forge: an endpoint answers only at
/// its own door.
/// </summary>
internal static class Doors
{
    private const int HttpPort = 80;

    /// <summary>The port on which people and programs are heard.</summary>
    public static int PagesPort(NodeDescription node) =>
        node.Listen is { } behind ? Endpoint("listen", behind, HttpPort).Port : node.Pages.Port;

    /// <summary>The port on which peers are heard; null for a node that has no address for them.</summary>
    public static int? RelayPort(NodeDescription node) =>
        node.Relay is null ? null
        : node.RelayListen is { } behind ? Endpoint("relayListen", behind).Port
        : node.Relay.Port;

    public static void Listen(KestrelServerOptions kestrel, NodeFolder folder, NodeLock held)
    {
        kestrel.AddServerHeader = false;
        ListenForPages(kestrel, folder.Description);
        ListenForPeers(kestrel, folder.Description);
        kestrel.ListenUnixSocket(held.Socket, listener => Mark(listener, Door.Commands));
    }

    /// <summary>Marks endpoints as those of a door; without a mark they are for pages.</summary>
    public static TBuilder At<TBuilder>(this TBuilder endpoints, Door door)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new AtDoor(door));

    public static void UseDoors(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<NodeReadiness>();
        var pages = app.Services.GetRequiredService<NodeDescription>().Pages;
        app.Use(
            (context, next) =>
            {
                var door = DoorOf(context);
                var wanted = context.GetEndpoint()?.Metadata.GetMetadata<AtDoor>()?.Door ?? Door.Pages;
                if (door == Door.Pages && readiness.Preparing)
                    return NodeReadiness.AnswerAsync(context);
                if (door == Door.Pages)
                    Address(context.Request, pages);
                if (wanted == door)
                    return next(context);
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
        );
    }

    // What people type, not what a proxy makes of it, is what redirects and cookies go by.
    private static void Address(HttpRequest request, Uri pages)
    {
        request.Scheme = pages.Scheme;
        request.Host = new HostString(pages.Authority);
    }

    private static Door DoorOf(HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(typeof(Door), out var door) == true
            ? (Door)door!
            : Door.Pages;

    private static void ListenForPages(KestrelServerOptions kestrel, NodeDescription node)
    {
        void Configure(ListenOptions listener) => Mark(listener, Door.Pages);
        if (node.Listen is null)
            // Behind a proxy the address is the proxy's; the port is still ours, on this machine alone.
            kestrel.ListenLocalhost(node.Pages.Port, Configure);
        else
            kestrel.Listen(Endpoint("listen", node.Listen, HttpPort), Configure);
    }

    private static void ListenForPeers(KestrelServerOptions kestrel, NodeDescription node)
    {
        void Configure(ListenOptions listener) => Mark(listener.ConfigureRelayTls(), Door.Relay);
        if (node.Relay is null)
            return;
        if (node.RelayListen is { } behind)
            kestrel.Listen(Endpoint("relayListen", behind), Configure);
        else if (node.Relay.IsLoopback)
            kestrel.ListenLocalhost(node.Relay.Port, Configure);
        else
            kestrel.ListenAnyIP(node.Relay.Port, Configure);
    }

    private static IPEndPoint Endpoint(string field, string text, int usualPort = 0) =>
        IPEndPoint.TryParse(text, out var endpoint) && (endpoint.Port != 0 || usualPort != 0)
            ? new IPEndPoint(endpoint.Address, endpoint.Port == 0 ? usualPort : endpoint.Port)
            : throw new NodeFolderException(
                $"\"{field}\" in node.json is {text}; write an address and port such as 127.0.0.1:8080."
            );

    private static void Mark(ListenOptions listener, Door door) =>
        listener.Use(next =>
            connection =>
            {
                connection.Items[typeof(Door)] = door;
                return next(connection);
            }
        );

    private sealed record AtDoor(Door Door);
}
