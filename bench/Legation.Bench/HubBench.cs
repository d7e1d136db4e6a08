using System.Diagnostics;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Bench;

/// <summary>
/// A headquarters with many peers, each of which writes a hundred dispatches in a second; lag is from the moment a
/// dispatch was made at its home to that at which headquarters journalled it. All nodes share this process.
/// </summary>
internal static class HubBench
{
    private const int PerSecond = 100;
    private const int Ticks = 20;
    private const double Slowest = 1000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, int peers, int seconds)
    {
        await using var hub = await Hub.StartAsync(folder.CreateSubdirectory($"hub-{peers}"), peers);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(hub.Peers.Select(peer => Task.Run(() => WriteAsync(hub, peer, seconds))));
        var written = watch.Elapsed;
        using var arrived = new Receipts(hub.Centre);
        await arrived.ReachAsync("SELECT COUNT(*) FROM p_dispatch", peers * PerSecond * seconds);
        var lags = Lags(hub.Centre);
        var size = FormattableString.Invariant(
            $"{peers} peers × {PerSecond}/s, {lags.Length:N0} dispatches in {written.TotalSeconds:N0} s"
        );
        return [Of("p50", size, Percentile.Of(lags, 0.50), null), Of("p99", size, Percentile.Of(lags, 0.99), Slowest)];
    }

    // So many at each tick; what a tick could not do in its time is made up for in the next.
    private static async Task WriteAsync(Hub hub, LineNode peer, int seconds)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Ticks));
        for (var tick = 0; tick < seconds * Ticks; tick++)
        {
            await ticks.WaitForNextTickAsync();
            await Task.WhenAll(Enumerable.Range(0, PerSecond / Ticks).Select(_ => CommitAsync(hub, peer)));
        }
    }

    private static async Task CommitAsync(Hub hub, LineNode peer)
    {
        var dispatch = peer.Write(1, hub.Centre.Identity.Organisation, hub.Centre.Post, peer.Post)[0];
        _ = (await peer.Ledger.CommitAsync(dispatch)).Value;
    }

    private static double[] Lags(LineNode node)
    {
        using var journal = new Journal(node.Get<IRecordStore>());
        return
        [
            .. journal
                .Query(
                    "SELECT at, content, salt, body FROM journal WHERE type = 1",
                    r => (At: r.GetInt64(0), Record: Read((byte[])r[1], (byte[])r[2], (byte[])r[3]))
                )
                .Where(row => row.Record.Header.Id.Kind == "dispatch")
                .Select(row => (Instants.FromMicroseconds(row.At) - row.Record.Header.Made).TotalMilliseconds),
        ];
    }

    private static SignedRecord Read(byte[] envelope, byte[] salt, byte[] body) =>
        SignedRecord.Read(envelope, salt, body);

    private static Figure Of(string which, string size, double value, double? most) =>
        new(
            $"headquarters, lag {which}",
            size,
            value,
            "ms",
            null,
            most is null ? "–" : "≤ 1 s",
            most is null ? null : value <= most
        );
}
