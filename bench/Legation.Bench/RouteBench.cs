using System.Diagnostics;
using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records.Access;

namespace Legation.Bench;

/// <summary>
/// Dispatches from Seoul through the office in Tokyo, which clears them under standing authority, to Brussels, from the
/// first commit in Seoul to the last receipt of Brussels stored in Tokyo.
/// </summary>
internal static class RouteBench
{
    private const int WarmUp = 4000;
    private const double Least = 2000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, int count)
    {
        var rate = await RouteAsync(folder.CreateSubdirectory($"route-{count}"), count);
        return
        [
            new Figure(
                "route Seoul–Tokyo–Brussels, cleared by rule",
                FormattableString.Invariant($"{count:N0} dispatches of 2 KB"),
                rate,
                "dispatches/s",
                null,
                "≥ 2,000/s",
                rate >= Least
            ),
        ];
    }

    private static async Task<double> RouteAsync(DirectoryInfo folder, int count)
    {
        await using var network = await Network.StartAsync(folder, "Seoul", "Tokyo", "Brussels");
        var (seoul, tokyo, brussels) = (network.Nodes[0], network.Nodes[1], network.Nodes[2]);
        await RuleAsync(network);
        var dispatches = seoul.Write(
            WarmUp + count,
            brussels.Identity.Organisation,
            brussels.Post,
            tokyo.Office,
            seoul.Post
        );
        using var arrived = new Receipts(brussels);
        using var cleared = new Receipts(tokyo);
        var before = cleared.Stored;
        await PassAsync(dispatches.AsMemory(0, WarmUp), WarmUp);
        var watch = Stopwatch.StartNew();
        await PassAsync(dispatches.AsMemory(WarmUp), dispatches.Length);
        return count / watch.Elapsed.TotalSeconds;

        async Task PassAsync(ReadOnlyMemory<Records.Signing.SignedRecord> records, int total)
        {
            await Writers.CommitAsync(seoul.Ledger, records);
            // Each with its clearance to Brussels, and the clearance back to its author.
            await cleared.ReachAsync(before + (3 * total));
            await arrived.ReachAsync("SELECT COUNT(*) FROM p_dispatch", total);
        }
    }

    private static async Task RuleAsync(Network network)
    {
        var (seoul, tokyo, brussels) = (network.Nodes[0], network.Nodes[1], network.Nodes[2]);
        await brussels
            .Get<DirectoryRegistrar>()
            .RouteAsync(RouteTerms.Of(seoul.Post, tokyo.Office), new Entering(SampleRecords.Label));
        await network.ShareAsync("p_route", 1);
        var officer = new Principal(
            "officer",
            tokyo.Author.Person,
            tokyo.Post,
            [tokyo.Post, tokyo.Office],
            SampleRecords.Clearance,
            Duties.Clear
        );
        tokyo.Get<Officers>().Add(officer);
        _ = (await tokyo.Get<IStandingAuthorities>().GiveAsync(officer, seoul.Post, flashOnly: false)).Value;
    }
}
