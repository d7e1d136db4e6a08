using System.Diagnostics;
using System.Security.Cryptography;
using Legation.Records;
using Legation.Records.Attachments;

namespace Legation.Bench;

/// <summary>
/// Flash dispatches over a line of 1 Mbit/s, from the commit to the stored receipt: alone, beside a large attachment, and
/// beside that and a backlog of routine dispatches.
/// </summary>
internal static class SlowLineBench
{
    private const double BytesPerSecond = 1_000_000 / 8;
    private const int Flashes = 20;

    // What a piece of 64 KB takes of such a line.
    private const double Piece = 64 * 1024 / BytesPerSecond * 1000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, int backlog, int attachment)
    {
        var place = folder.CreateSubdirectory("slow-line");
        await using var network = await Network.StartAsync(place, behindLines: true, "Seoul", "Brussels");
        var (seoul, brussels) = (network.Nodes[0], network.Nodes[1]);
        brussels.Line!.BytesPerSecond = BytesPerSecond;
        var alone = await FlashAsync(seoul, brussels);
        await AttachAsync(seoul, brussels, attachment);
        var besideFile = await FlashAsync(seoul, brussels);
        await QueueAsync(seoul, brussels, backlog);
        var besideAll = await FlashAsync(seoul, brussels);
        var reference = Percentile.Of(alone, 0.5);
        var file = FormattableString.Invariant($"{attachment / 1_000_000:N0} MB attachment");
        return
        [
            .. Figures($"a {file}", besideFile, reference),
            .. Figures(FormattableString.Invariant($"{backlog:N0} routine records and a {file}"), besideAll, reference),
        ];
    }

    private static IEnumerable<Figure> Figures(string beside, double[] taken, double reference)
    {
        foreach (var (name, part) in new[] { ("p50", 0.5), ("slowest of 20", 1.0) })
        {
            var value = Percentile.Of(taken, part);
            yield return new Figure(
                $"flash on a line of 1 Mbit/s, commit to stored receipt, {name}",
                $"behind {beside}",
                value,
                "ms",
                reference,
                "≤ 2 × on an empty line, p50, and a piece of 64 KB",
                value <= (2 * reference) + Piece
            );
        }
    }

    private static async Task<double[]> FlashAsync(LineNode seoul, LineNode brussels)
    {
        using var receipts = new Receipts(seoul);
        var taken = new double[Flashes];
        for (var i = 0; i < Flashes; i++)
        {
            var flash = seoul.Write(1, Precedence.Flash, [], brussels.Identity.Organisation, brussels.Post);
            var before = receipts.Query(Delivered);
            var began = Stopwatch.GetTimestamp();
            _ = (await seoul.Ledger.CommitAsync(flash)).Value;
            await receipts.ReachAsync(Delivered, before + 1);
            taken[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        return taken;
    }

    private const string Delivered = "SELECT COALESCE(SUM(delivered), 0) FROM relay_lane_out WHERE lane = 1";

    // Ends when a part of it is there: pieces are under way.
    private static async Task AttachAsync(LineNode seoul, LineNode brussels, int size)
    {
        using var content = new MemoryStream(RandomNumberGenerator.GetBytes(size));
        var kept = (await seoul.Get<AttachmentFiles>().KeepAsync(content, default)).Value;
        var attached = new AttachmentReference(kept.Hash, kept.Size, "application/octet-stream");
        var record = seoul.Write(1, Precedence.Routine, [attached], brussels.Identity.Organisation, brussels.Post);
        _ = (await seoul.Ledger.CommitAsync(record)).Value;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (brussels.Get<AttachmentFiles>().Arriving.LongestOf(kept.Hash, record.Single().Hash) < 256 * 1024)
            await Task.Delay(20, patience.Token);
    }

    // Ends when the link has found out how much its line takes: the first batches are as long as on a fast one.
    private static async Task QueueAsync(LineNode seoul, LineNode brussels, int count)
    {
        using var receipts = new Receipts(seoul);
        var before = receipts.Stored;
        var records = seoul.Write(count, Precedence.Routine, [], brussels.Identity.Organisation, brussels.Post);
        await Writers.CommitAsync(seoul.Ledger, records);
        await receipts.ReachAsync(before + Math.Min(1500, count / 2));
    }
}
