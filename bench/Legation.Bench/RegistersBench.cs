using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Legation.Bench;

/// <summary>
/// Registers, searches and pages of a large node: twenty officers open one after another, two a second each, while fifty
/// dispatches a second are released beside them. From the request to the last byte, against the server's empty page.
/// </summary>
internal static class RegistersBench
{
    private const double Slowest = 100;
    private const int CommitsInASecond = 50;
    private const int PagesInASecond = 2;
    private const int WarmUpSeconds = 15;
    private const string Empty = "/healthz";

    private static readonly (string Name, string Path)[] pages =
    [
        ("Today", "/"),
        ("inbox", "/dispatches"),
        ("to clear", "/dispatches?box=to-clear"),
        ("assigned", "/dispatches?box=assigned"),
        ("awaiting reply", "/dispatches?box=awaiting-reply"),
        ("sent", "/dispatches?box=sent"),
        ("search, a word of all", $"/dispatches?box=sent&q={RegisterWords.Common}"),
        ("search, a word of one in 1,000", $"/dispatches?q={RegisterWords.Rare}"),
        ("search, two characters of a sentence", $"/dispatches?q={Uri.EscapeDataString(RegisterWords.InSentence)}"),
        ("search, two words", $"/dispatches?q={RegisterWords.Common}+{RegisterWords.Rare}"),
        ("search, a word of none", "/dispatches?q=xylophone"),
        ("inbox over the API", "/api/v1/dispatches?box=inbox"),
    ];

    /// <summary>The goal at a larger size than the first is twice what the first took.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        DirectoryInfo folder,
        IReadOnlyList<int> counts,
        int seconds
    )
    {
        var figures = new List<Figure>();
        var atFirst = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var count in counts)
        {
            var taken = await MeasureAsync(folder.CreateSubdirectory($"registers-{count}"), count, seconds);
            var empty = Percentile.Of(taken[Empty], 0.99);
            foreach (var (name, _) in pages)
                figures.Add(FigureOf(name, [.. taken[name]], empty, count, atFirst));
        }
        return figures;
    }

    private static Figure FigureOf(
        string name,
        List<double> taken,
        double empty,
        int count,
        Dictionary<string, double> atFirst
    )
    {
        var p99 = Percentile.Of(taken, 0.99);
        var size = FormattableString.Invariant($"{count:N0} dispatches, {taken.Count:N0} requests");
        var (goal, met) = atFirst.TryGetValue(name, out var first)
            ? (FormattableString.Invariant($"≤ 2 × {first:N1} ms"), p99 <= 2 * first)
            : ("≤ 100 ms", p99 <= Slowest);
        atFirst.TryAdd(name, p99);
        return new Figure($"register {name}, p99", size, p99, "ms", empty, goal, met);
    }

    private static async Task<ILookup<string, double>> MeasureAsync(DirectoryInfo data, int count, int seconds)
    {
        var (desks, token) = await RegisterNode.FillAsync(data, count);
        await using var server = Served.Node(data);
        await server.AnsweredAsync(new Uri(Demonstration.PageOf(0), Empty));
        var visitors = new List<Visitor>();
        foreach (var desk in desks)
        {
            var visitor = new Visitor(Demonstration.PageOf(0));
            await visitor.SignInAsync(new Credential(Demonstration.PageOf(0), desk.User, RegisterNode.Password));
            foreach (var (_, path) in pages)
                _ = await visitor.TimeAsync(path);
            visitors.Add(visitor);
        }
        _ = await UnderLoadAsync(visitors, desks[1], token, WarmUpSeconds);
        var taken = await UnderLoadAsync(visitors, desks[1], token, seconds);
        visitors.ForEach(visitor => visitor.Dispose());
        return taken.ToLookup(t => t.Name, t => t.Milliseconds);
    }

    private static async Task<IReadOnlyCollection<(string Name, double Milliseconds)>> UnderLoadAsync(
        List<Visitor> visitors,
        Desk to,
        string token,
        int seconds
    )
    {
        var taken = new ConcurrentBag<(string, double)>();
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll([
            ReleaseAsync(token, to, end.Token),
            .. visitors.Select((visitor, i) => ReadAsync(visitor, i, taken, end.Token)),
        ]);
        return taken;
    }

    private static async Task ReadAsync(
        Visitor visitor,
        int first,
        ConcurrentBag<(string, double)> taken,
        CancellationToken end
    )
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PagesInASecond));
        for (var i = first; await TickAsync(pace, end); i++)
        {
            var (name, path) = i % (pages.Length + 1) is var at && at < pages.Length ? pages[at] : (Empty, Empty);
            taken.Add((name, await visitor.TimeAsync(path)));
        }
    }

    private static async Task ReleaseAsync(string token, Desk to, CancellationToken end)
    {
        using var http = new HttpClient { BaseAddress = Demonstration.PageOf(0) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / CommitsInASecond));
        var running = new List<Task>();
        for (var i = 0; await TickAsync(pace, end); i++)
            running.Add(ReleaseAsync(http, to, i));
        await Task.WhenAll(running);
    }

    private static async Task ReleaseAsync(HttpClient http, Desk to, int i)
    {
        var dispatch = new
        {
            subject = RegisterWords.Subject(i),
            text = RegisterWords.Text(i),
            action = new[] { to.Post },
            label = SampleRecords.Label,
            release = true,
        };
        using var answer = await http.PostAsJsonAsync("/api/v1/dispatches", dispatch);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<bool> TickAsync(PeriodicTimer pace, CancellationToken end)
    {
        try
        {
            return await pace.WaitForNextTickAsync(end);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
