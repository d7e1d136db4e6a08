using System.Net.Http.Json;
using System.Net.Sockets;
using Legation.Server.Nodes;

namespace Legation.Server.Commands;

/// <summary>Brings an act to a node: through its socket while it serves, else by opening its folder.</summary>
internal static class CommandChannel
{
    private const string Address = "/commands";

    public static async Task<ActAnswer> RunAsync(string folderPath, NodeAct act)
    {
        var folder = NodeFolder.Open(folderPath);
        if (NodeLock.SocketOfRunning(folder) is { } socket)
            return await SendAsync(folder, socket, act);
        await using var host = NodeHost.Open(folder, TimeProvider.System);
        return await act.RunAsync(host.Services);
    }

    /// <summary>Takes acts at the door that only who owns the folder can reach.</summary>
    public static void MapCommands(this WebApplication app) =>
        app.MapPost(
                Address,
                async (HttpContext context, ILogger<NodeAct> log) =>
                {
                    var act = await context.Request.ReadFromJsonAsync<NodeAct>();
                    var answer = await act!.RunAsync(context.RequestServices);
                    ServerLog.CommandDone(log, act.GetType().Name);
                    return answer;
                }
            )
            .At(Door.Commands)
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static async Task<ActAnswer> SendAsync(NodeFolder folder, string socket, NodeAct act)
    {
        using var http = new HttpClient(Through(socket))
        {
            BaseAddress = new Uri("http://node"),
            Timeout = TimeSpan.FromMinutes(10),
        };
        try
        {
            using var response = await http.PostAsJsonAsync(Address, act);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadFromJsonAsync<ActAnswer>())!
                : ActAnswer.Refused("The node could not carry it out; its log says why.");
        }
        catch (HttpRequestException)
        {
            return ActAnswer.Refused(
                $"The node in {folder.Path} is starting, ending, or taken by another command. Try again in a moment."
            );
        }
    }

    private static SocketsHttpHandler Through(string path) =>
        new()
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
}
