using System.Diagnostics;

namespace Legation.Bench;

/// <summary>
/// Dispatches between two nodes over mutual TLS, from the commit at the sender to the stored receipt at the sender,
/// against committing the same records twice on one journal.
/// </summary>
internal static class RelayBench
{
    private const int WarmUp = 10_000;
    private const double Share = 0.6;
    private const double Least = 6000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, int count)
    {
        var reference =
            await LedgerBench.RateAsync(folder.CreateSubdirectory($"twice-{count}"), count, modules: true) / 2;
        var relayed = await RateAsync(folder.CreateSubdirectory($"relay-{count}"), count);
        return
        [
            new Figure(
                "relay, two nodes, commit to stored receipt",
                FormattableString.Invariant($"{count:N0} dispatches of 2 KB"),
                relayed,
                "dispatches/s",
                reference,
                "≥ 60 % and ≥ 6,000/s",
                relayed >= Share * reference && relayed >= Least
            ),
        ];
    }

    /// <summary>Dispatches relayed in a second over one link at full speed.</summary>
    public static async Task<double> RateAsync(DirectoryInfo folder, int count)
    {
        await using var network = await Network.StartAsync(folder, "Seoul", "Brussels");
        var (seoul, brussels) = (network.Nodes[0], network.Nodes[1]);
        var dispatches = seoul.Write(WarmUp + count, brussels.Identity.Organisation, brussels.Post, seoul.Post);
        using var receipts = new Receipts(seoul);
        var before = receipts.Stored;
        await Writers.CommitAsync(seoul.Ledger, dispatches.AsMemory(0, WarmUp));
        await receipts.ReachAsync(before + WarmUp);
        var watch = Stopwatch.StartNew();
        await Writers.CommitAsync(seoul.Ledger, dispatches.AsMemory(WarmUp));
        await receipts.ReachAsync(before + WarmUp + count);
        return count / watch.Elapsed.TotalSeconds;
    }
}
