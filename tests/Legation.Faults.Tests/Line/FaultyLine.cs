using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Legation.Faults.Tests.Network;

namespace Legation.Faults.Tests.Line;

/// <summary>
/// Stands where a node's card says that the node is, passes bytes on to where it listens, and does to them what is
/// wrong with the line at that moment. It sees what a line sees: TLS.
/// </summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    private const int Piece = 16 * 1024;

    // Closing without lingering sends RST.
    private static readonly LingerOption Reset = new(true, 0);

    // A port of the same network that nobody uses.
    private const int Behind = 50;
    private readonly TcpListener listener;
    private readonly int target;
    private readonly ConcurrentDictionary<TcpClient, Way> open = new();
    private readonly Task accepting;
    private volatile LineFault fault = LineFault.None;

    private FaultyLine(int port, int target)
    {
        this.target = target;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>What is wrong with the line, from now on and also with connections that are open.</summary>
    public LineFault Fault
    {
        get => fault;
        set => fault = value;
    }

    /// <summary>Puts a line before a node that is not started yet.</summary>
    public static FaultyLine Before(ServedNode node)
    {
        var behind = node.RelayPort + Behind;
        node.ListenBehind(behind);
        return new FaultyLine(node.RelayPort, behind);
    }

    /// <summary>Breaks all connections for who called; what they had passed on so far may still reach the node.</summary>
    public void BreakAtCaller()
    {
        foreach (var (connection, side) in open)
            if (side == Way.FromNode)
                Break(connection);
    }

    /// <summary>Breaks all connections.</summary>
    public void Break()
    {
        foreach (var connection in open.Keys)
            Break(connection);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Break();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { }
    }

    private async Task CarryAsync(TcpClient caller)
    {
        using var node = new TcpClient();
        (open[caller], open[node]) = (Way.FromNode, Way.ToNode);
        try
        {
            await node.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(PumpAsync(caller, node, Way.ToNode), PumpAsync(node, caller, Way.FromNode));
        }
        catch (SocketException) { }
        finally
        {
            Break(caller);
            Break(node);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Way way)
    {
        var (buffer, before) = (new byte[Piece], 0L);
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer)) > 0; before += read)
            {
                var passage = await fault.PassAsync(way, before, buffer.AsMemory(0, read));
                for (var time = 0; time < passage.Times; time++)
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, passage.Bytes));
                if (passage.Resets)
                    (from.LingerState, to.LingerState) = (Reset, Reset);
                if (passage.Breaks)
                    return;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException) { }
    }

    private void Break(TcpClient connection)
    {
        if (open.TryRemove(connection, out _))
            connection.Dispose();
    }
}
