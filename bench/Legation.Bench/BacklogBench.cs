using System.Diagnostics;
using Legation.Relay;

namespace Legation.Bench;

/// <summary>
/// What gathers at one node while the other takes nothing, and how fast it drains afterwards, against the same link at
/// full speed; and what memory that takes.
/// </summary>
internal static class BacklogBench
{
    private const int WarmUp = 10_000;
    private const int Written = 5_000;
    private const double Share = 0.8;
    private const double MostMegabytes = 200;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, int count)
    {
        var reference = await RelayBench.RateAsync(folder.CreateSubdirectory($"full-speed-{count}"), count);
        var (rate, memory) = await DrainAsync(folder.CreateSubdirectory($"backlog-{count}"), count);
        var size = FormattableString.Invariant($"{count:N0} dispatches of 2 KB");
        return
        [
            new Figure(
                "backlog after an outage, drained",
                size,
                rate,
                "dispatches/s",
                reference,
                "≥ 80 %",
                rate >= Share * reference
            ),
            new Figure(
                "backlog after an outage, both nodes above idle",
                size,
                memory,
                "MB",
                null,
                "≤ 200 MB",
                memory <= MostMegabytes
            ),
        ];
    }

    private static async Task<(double Rate, double Megabytes)> DrainAsync(DirectoryInfo folder, int count)
    {
        await using var network = await Network.StartAsync(folder, "Seoul", "Brussels");
        var (seoul, brussels) = (network.Nodes[0], network.Nodes[1]);
        using var receipts = new Receipts(seoul);
        var before = receipts.Stored;
        await WriteAsync(network, WarmUp);
        await receipts.ReachAsync(before + WarmUp);
        using var memory = new ResidentPeak();
        var taking = brussels.Get<Links>();
        var link = taking.All().Single().Id;
        _ = (await taking.PauseAsync(link)).Value;
        await WriteAsync(network, count);
        var watch = Stopwatch.StartNew();
        _ = (await taking.ResumeAsync(link)).Value;
        await receipts.ReachAsync(before + WarmUp + count);
        return (count / watch.Elapsed.TotalSeconds, memory.AboveIdle);
    }

    // In portions: what has been written is not this bench's to keep.
    private static async Task WriteAsync(Network network, int count)
    {
        var (seoul, brussels) = (network.Nodes[0], network.Nodes[1]);
        for (var done = 0; done < count; done += Written)
        {
            var portion = seoul.Write(
                Math.Min(Written, count - done),
                brussels.Identity.Organisation,
                brussels.Post,
                seoul.Post
            );
            await Writers.CommitAsync(seoul.Ledger, portion);
        }
    }
}
