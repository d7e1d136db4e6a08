using System.Net;
using System.Net.Sockets;

namespace Legation.Testing;

/// <summary>
/// Ports for servers. Below those that systems give to outgoing connections: one of these may be taken again before the
/// server has it, or while it restarts.
/// </summary>
internal static class FreePorts
{
    private const int First = 12_000;
    private const int Count = 20_000;
    private const int Stride = 256;

    // Programs that run beside this one begin elsewhere.
    private static int next = Environment.ProcessId * Stride;

    /// <summary>A port that is free and that nobody else in this program is given.</summary>
    public static int Next() => Next(1);

    /// <summary>The first of as many free ports in a row.</summary>
    public static int Next(int inRow)
    {
        while (true)
        {
            var first = First + (int)((uint)(Interlocked.Add(ref next, inRow) - inRow) % Count);
            if (Enumerable.Range(first, inRow).All(IsFree))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
