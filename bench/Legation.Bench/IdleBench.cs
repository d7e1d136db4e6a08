using System.Diagnostics;

namespace Legation.Bench;

/// <summary>One dispatch at a time on an idle link, from the commit to the stored receipt.</summary>
internal static class IdleBench
{
    private const int WarmUp = 300;
    private const double Median = 5;
    private const double Slowest = 15;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, int count)
    {
        var taken = await MeasureAsync(folder.CreateSubdirectory($"idle-{count}"), count);
        var size = FormattableString.Invariant($"{count:N0} dispatches of 2 KB");
        var (median, slowest) = (Percentile.Of(taken, 0.50), Percentile.Of(taken, 0.99));
        return
        [
            new Figure(
                "idle link, commit to stored receipt, p50",
                size,
                median,
                "ms",
                null,
                "≤ 5 ms",
                median <= Median
            ),
            new Figure(
                "idle link, commit to stored receipt, p99",
                size,
                slowest,
                "ms",
                null,
                "≤ 15 ms",
                slowest <= Slowest
            ),
        ];
    }

    private static async Task<double[]> MeasureAsync(DirectoryInfo folder, int count)
    {
        await using var network = await Network.StartAsync(folder, "Seoul", "Brussels");
        var (seoul, brussels) = (network.Nodes[0], network.Nodes[1]);
        var dispatches = seoul.Write(WarmUp + count, brussels.Identity.Organisation, brussels.Post, seoul.Post);
        using var receipts = new Receipts(seoul);
        var before = receipts.Stored;
        var taken = new double[dispatches.Length];
        for (var i = 0; i < dispatches.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            _ = (await seoul.Ledger.CommitAsync(dispatches[i])).Value;
            await receipts.ReachAsync(before + i + 1);
            taken[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        return taken[WarmUp..];
    }
}
