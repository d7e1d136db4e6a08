using System.Globalization;
using System.Text.Json;
using Legation.Bench;

// Usage: Legation.Bench [--quick] [--json FILE] [ledger] [relay] [route] [idle] [backlog] [hub] [hub-long] [pages] [memory] [start] [denial] [access] [slow-line] [text] [registers] [search]
if (args is [EmptyServer.Word, var servers])
{
    await EmptyServer.RunAsync(int.Parse(servers, CultureInfo.InvariantCulture));
    return 0;
}
var quick = args.Contains("--quick");
var json = args.SkipWhile(a => a != "--json").Skip(1).FirstOrDefault();
var chosen = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal) && a != json)
    .ToHashSet(StringComparer.Ordinal);
var folder = Directory.CreateTempSubdirectory("legation-bench-");
var figures = new List<Figure>();
try
{
    if (Chosen("ledger"))
        foreach (var count in quick ? [5_000] : new[] { 20_000, 100_000 })
            Show(await LedgerBench.RunAsync(folder, count));
    if (Chosen("relay"))
        foreach (var count in quick ? [10_000] : new[] { 20_000, 50_000 })
            Show(await RelayBench.RunAsync(folder, count));
    if (Chosen("route"))
        foreach (var count in quick ? [2_000] : new[] { 5_000, 20_000 })
            Show(await RouteBench.RunAsync(folder, count));
    if (Chosen("idle"))
        foreach (var count in quick ? [200] : new[] { 300, 1_000 })
            Show(await IdleBench.RunAsync(folder, count));
    if (Chosen("backlog"))
        foreach (var count in quick ? [10_000] : new[] { 20_000, 100_000 })
            Show(await BacklogBench.RunAsync(folder, count));
    if (Chosen("hub"))
        foreach (var peers in quick ? [5] : new[] { 10, 25, 50 })
            Show(await HubBench.RunAsync(folder, peers, quick ? 5 : 20));
    // Half as many as wished for, as long as wished for: only when it is named.
    if (chosen.Contains("hub-long"))
        Show(await HubBench.RunAsync(folder, 25, seconds: 300));
    if (Chosen("pages"))
        Show(await PagesBench.RunAsync(folder, quick ? [100] : [200, 500]));
    if (Chosen("memory"))
        Show(await MemoryBench.RunAsync(folder, later: !quick));
    if (Chosen("start"))
        Show(await StartBench.RunAsync(folder));
    if (Chosen("denial"))
        Show(await DenialBench.RunAsync(folder, quick ? 500 : 4_000));
    if (Chosen("slow-line"))
        Show(await SlowLineBench.RunAsync(folder, quick ? 10_000 : 100_000, quick ? 20_000_000 : 200_000_000));
    if (Chosen("text"))
        Show(TextBench.Run(quick ? 20 : 200));
    if (Chosen("registers"))
        Show(await RegistersBench.RunAsync(folder, quick ? [10_000] : [100_000, 1_000_000], quick ? 15 : 60));
    if (Chosen("search"))
    {
        Show(await SearchBench.FollowAsync(folder, quick ? 5_000 : 50_000));
        var atFirst = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var size in quick ? [100_000] : new[] { 100_000, 1_000_000 })
            Show(await SearchBench.RunAsync(folder, size, atFirst));
    }
    if (Chosen("access"))
    {
        Show(await AccessBench.DecisionsAsync(folder, quick ? [500] : [500, 5_000]));
        Show(await AccessBench.RunAsync(folder, quick ? [10_000] : [10_000, 1_000_000]));
    }
}
finally
{
    folder.Delete(recursive: true);
}
if (json is not null)
    await File.WriteAllTextAsync(json, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
return figures.Any(f => f.Met == false) ? 1 : 0;

bool Chosen(string bench) => chosen.Count == 0 || chosen.Contains(bench);

void Show(IReadOnlyList<Figure> measured)
{
    foreach (var figure in measured)
        Console.WriteLine(figure);
    figures.AddRange(measured);
}
