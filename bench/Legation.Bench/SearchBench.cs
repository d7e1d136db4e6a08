using System.Diagnostics;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Search;
using Legation.Records.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Legation.Bench;

/// <summary>Words among many records for those who may see much and little, and how fast the index follows the journal.</summary>
internal static class SearchBench
{
    private const int Page = 50;
    private const int Rounds = 200;
    private const int Batch = 1000;

    private static readonly (string What, string Words)[] Searches =
    [
        ("two characters of a sentence", "計画"),
        ("a word of all", "exercise"),
        ("a word of all, in quotation marks", "\"exercise\""),
        ("a word of one in 1,000", "kestrel"),
        ("a word of none", "xylophone"),
    ];

    /// <summary>Pages of what has the words.</summary>
    /// <param name="folder">Where to work.</param>
    /// <param name="size">Of how many records.</param>
    /// <param name="atFirst">What each took at the first size.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        DirectoryInfo folder,
        int size,
        Dictionary<string, double> atFirst
    )
    {
        var home = folder.CreateSubdirectory($"search-{size}");
        await AccessSample.FillAsync(home, size);
        await using var node = new BenchNode(home, modules: false, AccessSample.Module, AccessSample.Policies());
        using var index = node.Store.OpenSearch()!;
        Fill(index, size, AccessSample.Middle(size) - (size / 2));
        return
        [
            .. AccessSample
                .Readers(size)
                .SelectMany(reader =>
                    Searches.Select(one => Search(node, index, reader, one.What, one.Words, size, atFirst))
                ),
        ];
    }

    /// <summary>The follower over a journal of records of 2 KB.</summary>
    public static async Task<IReadOnlyList<Figure>> FollowAsync(DirectoryInfo folder, int count)
    {
        var home = folder.CreateSubdirectory($"search-follower-{count}");
        await using var node = new BenchNode(home, modules: false, AccessSample.Module, AccessSample.Policies());
        var texts = new SearchWords();
        var records = texts.Records(node.Maker, count);
        await Writers.CommitAsync(node.Ledger, records);
        var tokens = Enumerable.Range(0, count).Select(i => SearchTokens.Of([texts.Text(i)])).ToList();
        var reference = count / Seconds(() => PutAll(node.Store, tokens));
        using var index = node.Store.OpenSearch()!;
        index.Renew();
        using var search = new SearchIndex(node.Store, node.Ledger, NullLogger<SearchIndex>.Instance);
        using var follower = new SearchFollower(search, node.Ledger, node.Store, NullLogger<SearchFollower>.Instance);
        var watch = Stopwatch.StartNew();
        await follower.StartAsync(default);
        while (index.Mark.Position < node.Ledger.Head.Seq)
            await Task.Delay(10);
        var rate = count / watch.Elapsed.TotalSeconds;
        await follower.StopAsync(default);
        return
        [
            new Figure(
                "search index follows the journal",
                FormattableString.Invariant($"{count:N0} records of 2 KB"),
                rate,
                "records/s",
                reference,
                "≥ 4,000/s",
                rate >= 4000
            ),
        ];
    }

    private static Figure Search(
        BenchNode node,
        ISearchStore index,
        BenchReader reader,
        string what,
        string words,
        int size,
        Dictionary<string, double> atFirst
    )
    {
        var query = SearchQuery.Read(words);
        var alone = P99(() => index.Find(query, long.MaxValue).Take(Page).ToList());
        var found = P99(() =>
        {
            using var memos = node.Gateway.Open<MemoContext>(
                reader.Principal,
                (options, viewer) => new MemoContext(options, viewer)
            );
            var positions = memos.Found(AccessSample.Kind, node.Search, query, long.MaxValue);
            return ProjectionContext.NewestAmong(positions, memos.Memos, Page);
        });
        var smaller = atFirst.TryAdd($"{reader.Sees} {what}", found) ? found : atFirst[$"{reader.Sees} {what}"];
        return new Figure(
            $"search, {what}, p99",
            FormattableString.Invariant($"{size:N0} records, {reader.Sees}"),
            found,
            "ms",
            alone,
            "≤ 100 ms, ≤ 2 × smaller size and 1 ms",
            found <= 100 && found <= (2 * smaller) + 1
        );
    }

    private static void Fill(ISearchStore index, int size, long before)
    {
        var texts = new SearchWords();
        for (var from = 0; from < size; from += Batch)
        {
            var entries = Enumerable
                .Range(from, Math.Min(Batch, size - from))
                .Select(i => new SearchEntry(before + 1 + i, SearchTokens.Of([texts.Text(i)])))
                .ToList();
            index.Put([], entries, new SearchMark(entries[^1].Position, default));
        }
    }

    private static void PutAll(IRecordStore store, List<List<string>> tokens)
    {
        using var index = store.OpenSearch()!;
        index.Renew();
        for (var from = 0; from < tokens.Count; from += Batch)
            index.Put(
                [],
                [.. tokens.Skip(from).Take(Batch).Select((each, i) => new SearchEntry(from + i + 1, each))],
                new SearchMark(from + Batch, default)
            );
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double P99<T>(Func<T> work)
    {
        var times = new List<double>(Rounds);
        for (var i = 0; i < Rounds + (Rounds / 4); i++)
        {
            var began = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            if (i >= Rounds / 4)
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return Percentile.Of(times, 0.99);
    }
}
