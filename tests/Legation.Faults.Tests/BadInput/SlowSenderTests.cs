using System.Net;
using System.Net.Sockets;
using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Processes;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.BadInput;

public sealed class SlowSenderTests(StrangerBesideALink beside) : IClassFixture<StrangerBesideALink>
{
    private const int Streams = 90;
    private const int LongestBatch = 5_570_560;
    private const double MegabytesForSlow = 150;
    private const int TenThousand = 10_000;
    private const int FilesOfTheTests = 1_500;
    private const double MegabytesForThem = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact, Fault("slow body", "a linked caller that sends a byte a second")]
    public async Task a_sender_that_dribbles_its_body_is_dropped_and_disturbs_nobody()
    {
        var caller = beside.Caller;
        var before = beside.Tokyo.Process.ResidentMegabytes;
        var slow = Enumerable.Range(0, Streams).Select(_ => EndedAsync(caller)).ToList();
        await beside.GoesOnAsync();
        beside.Tokyo.Process.ResidentMegabytes.ShouldBeLessThan(before + MegabytesForSlow);
        (await Task.WhenAll(slow)).ShouldAllBe(answer => answer != HttpStatusCode.OK);
        await beside.GoesOnAsync(caller);
    }

    [Fact, Fault("ten thousand silent connections", "sockets that never begin TLS")]
    public async Task ten_thousand_silent_connections_disturb_nobody_and_are_dropped()
    {
        var before = beside.Tokyo.Process.ResidentMegabytes;
        var sockets = new List<Socket>();
        try
        {
            while (sockets.Count < Most)
                sockets.Add(await ConnectAsync());
            await beside.GoesOnAsync();
            var taken = beside.Tokyo.Process.ResidentMegabytes - before;
            TestContext.Current.TestOutputHelper?.WriteLine($"{sockets.Count} connections, {taken:N0} MB more");
            taken.ShouldBeLessThan(MegabytesForThem);
            await Eventually.HoldsAsync("they are dropped", Patience, () => sockets.TrueForAll(IsClosed));
            await beside.GoesOnAsync();
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    // As many as the limit on open files allows beside what the tests themselves have open.
    private static int Most
    {
        get
        {
            var line = File.ReadLines("/proc/self/limits")
                .Single(l => l.StartsWith("Max open files", StringComparison.Ordinal));
            var limit = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
            return limit == "unlimited"
                ? TenThousand
                : Math.Min(
                    TenThousand,
                    int.Parse(limit, System.Globalization.CultureInfo.InvariantCulture) - FilesOfTheTests
                );
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, beside.Tokyo.RelayAddress.Port);
        return socket;
    }

    private static bool IsClosed(Socket socket) => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

    private static async Task<HttpStatusCode?> EndedAsync(RelayCaller caller)
    {
        try
        {
            return (await caller.PostAsync(new Dribbled(LongestBatch))).Status;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }

    // A byte a second, of as many as are promised.
    private sealed class Dribbled(int promised) : HttpContent
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < promised; sent++)
            {
                await stream.WriteAsync(new byte[1]);
                await stream.FlushAsync();
                await Task.Delay(Pause);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = promised;
            return true;
        }
    }
}
