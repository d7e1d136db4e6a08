using System.Diagnostics;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Microsoft.EntityFrameworkCore;

namespace Legation.Bench;

/// <summary>What it costs to decide who may have what: pages, counts, permitted sets, single decisions.</summary>
internal static class AccessBench
{
    private const int Page = 50;
    private const int Rounds = 400;
    private const int CountedUpTo = 1000;

    /// <summary>Pages and counts for readers who may see much, little and one record.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, IReadOnlyList<int> sizes)
    {
        var figures = new List<Figure>();
        var atFirst = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var size in sizes)
        {
            var home = folder.CreateSubdirectory($"access-{size}");
            await AccessSample.FillAsync(home, size);
            await using var node = new BenchNode(home, modules: false, AccessSample.Module, AccessSample.Policies());
            foreach (var reader in AccessSample.Readers(size))
                figures.AddRange(Pages(node.Gateway, reader, size, atFirst, node.Reading<UnfilteredContext>()));
        }
        return figures;
    }

    /// <summary>A permitted set computed anew, and one decision.</summary>
    public static async Task<IReadOnlyList<Figure>> DecisionsAsync(DirectoryInfo folder, IReadOnlyList<int> labels)
    {
        var figures = new List<Figure> { Decision() };
        foreach (var count in labels)
        {
            var home = folder.CreateSubdirectory($"labels-{count}");
            await AccessSample.FillAsync(home, 0, count);
            await using var node = new BenchNode(home, modules: false, AccessSample.Module, AccessSample.Policies());
            var median = Median(() =>
                node.RuleOf(AccessSample.Policies()).ViewerFor(AccessSample.Principal(AccessSample.All))
            );
            figures.Add(
                new Figure(
                    "permitted set after a policy change",
                    FormattableString.Invariant($"{count:N0} labels"),
                    median,
                    "ms",
                    null,
                    "≤ 50 ms",
                    median <= 50
                )
            );
        }
        return figures;
    }

    private static IEnumerable<Figure> Pages(
        ReadGateway gateway,
        BenchReader reader,
        int size,
        Dictionary<string, double> atFirst,
        DbContextOptions<UnfilteredContext> unfiltered
    )
    {
        var shape = FormattableString.Invariant($"{size:N0} records, {reader.Sees}");
        foreach (var (name, before) in new[] { ("first page", (long?)null), ("deep page", AccessSample.Middle(size)) })
        {
            var reference = Median(() =>
            {
                using var memos = new UnfilteredContext(unfiltered);
                return Before(memos.Memos, before).OrderByDescending(m => m.Seq).Take(Page).ToList();
            });
            var filtered = Median(() =>
            {
                using var memos = Open(gateway, reader.Principal);
                return memos.Newest(AccessSample.Kind, memos.Memos, before, Page);
            });
            var key = $"{name} {reader.Sees}";
            var smaller = atFirst.TryAdd(key, filtered) ? filtered : atFirst[key];
            yield return new Figure(
                $"{name} of {Page}",
                shape,
                filtered,
                "ms",
                reference,
                reader.Much ? "≤ 1.5 × unfiltered, ≤ 1 ms, ≤ 1.5 × smaller size" : "≤ 1 ms, ≤ 1.5 × smaller size",
                filtered <= 1 && filtered <= 1.5 * smaller && (!reader.Much || filtered <= 1.5 * reference)
            );
        }
        var counted = Median(() =>
        {
            using var memos = Open(gateway, reader.Principal);
            return memos.CountUpTo(AccessSample.Kind, memos.Memos, CountedUpTo);
        });
        yield return new Figure("count of a list", shape, counted, "ms", null, "≤ 5 ms", counted <= 5);
    }

    private static Figure Decision()
    {
        const int Decisions = 1_000_000;
        var policy = ShippedPolicies.LegationDemo;
        var label = policy.Compile(SampleRecords.Label, TimeProvider.System.GetUtcNow());
        var clearance = policy.Compile(SampleRecords.Clearance);
        var permitted = 0;
        Decide(Decisions);
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        Decide(Decisions);
        var (elapsed, allocated) = (watch.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
        var nanoseconds = elapsed.TotalNanoseconds / Decisions;
        return new Figure(
            "decision on a label",
            FormattableString.Invariant($"{permitted / 2:N0} decisions, {allocated} bytes allocated"),
            nanoseconds,
            "ns",
            null,
            "≤ 1 µs, no allocation",
            nanoseconds <= 1000 && allocated == 0
        );

        void Decide(int times)
        {
            for (var i = 0; i < times; i++)
                permitted += policy.Decide(label, clearance).Permitted ? 1 : 0;
        }
    }

    private static IQueryable<MemoRow> Before(IQueryable<MemoRow> memos, long? before) =>
        before is { } seq ? memos.Where(m => m.Seq < seq) : memos;

    private static MemoContext Open(ReadGateway gateway, Principal principal) =>
        gateway.Open<MemoContext>(principal, (options, viewer) => new MemoContext(options, viewer));

    private static double Median<T>(Func<T> work)
    {
        var times = new List<double>(Rounds);
        for (var i = 0; i < 2 * Rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            // The first half warms up.
            if (i >= Rounds)
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return Percentile.Of(times, 0.5);
    }
}
