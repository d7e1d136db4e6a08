using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Legation.Bench;

/// <summary>Stands before a node and lets through so many bytes in a second each way, of all connections together.</summary>
internal sealed class ThrottledLine : IAsyncDisposable
{
    private const int Piece = 4 * 1024;
    private readonly TcpListener listener;
    private readonly int target;
    private readonly Turn there = new();
    private readonly Turn back = new();
    private readonly Task accepting;

    /// <summary>Listens on a port of its own and passes on to the other.</summary>
    public ThrottledLine(int target)
    {
        (this.target, Port) = (target, FreePorts.Next());
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>Null: as fast as may be.</summary>
    public double? BytesPerSecond { get; set; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
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
        using var near = caller;
        using var far = new TcpClient();
        (near.NoDelay, far.NoDelay) = (true, true);
        await far.ConnectAsync(IPAddress.Loopback, target);
        await Task.WhenAny(PumpAsync(near, far, there), PumpAsync(far, near, back));
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Turn turn)
    {
        var buffer = new byte[Piece];
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer)) > 0; )
            {
                if (BytesPerSecond is { } rate)
                    await turn.PassAsync(read / rate);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException) { }
    }

    /// <summary>When the line is free again, one way.</summary>
    private sealed class Turn
    {
        private readonly Lock gate = new();
        private readonly long began = Stopwatch.GetTimestamp();
        private TimeSpan free;

        public Task PassAsync(double seconds)
        {
            lock (gate)
            {
                var now = Stopwatch.GetElapsedTime(began);
                free = (free > now ? free : now) + TimeSpan.FromSeconds(seconds);
                return Task.Delay(free - now);
            }
        }
    }
}
