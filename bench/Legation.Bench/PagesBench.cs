using System.Text.RegularExpressions;

namespace Legation.Bench;

/// <summary>Pages of the demonstration as an officer of the office opens them, against the server's empty page.</summary>
internal static partial class PagesBench
{
    private const string Officer = "m.sorensen";
    private const string Empty = "/healthz";
    private const string SignIn = "/sign-in";
    private const int WarmUp = 50;
    private const double Slowest = 25;
    private const double Largest = 100;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, params IReadOnlyList<int> counts)
    {
        var data = folder.CreateSubdirectory("pages");
        await using var network = Served.Network(data);
        await network.PrintedAsync(Demonstration.Ready);
        var credential = Demonstration.Of(data, Officer);
        using var visitor = new Visitor(credential.Url);
        using var stranger = new Visitor(credential.Url);
        await visitor.SignInAsync(credential);
        var pages = await PagesAsync(visitor);
        await WarmAsync(visitor, pages.Values);
        await WarmAsync(stranger, [SignIn]);
        var figures = new List<Figure>();
        foreach (var count in counts)
        {
            var empty = await SlowestAsync(visitor, Empty, count);
            foreach (var (name, path) in pages)
                figures.Add(Time(name, await SlowestAsync(visitor, path, count), empty, count));
            figures.Add(Time("sign-in", await SlowestAsync(stranger, SignIn, count), empty, count));
        }
        foreach (var (name, path) in pages)
            figures.Add(await SizeAsync(visitor, name, path));
        figures.Add(await SizeAsync(stranger, "sign-in", SignIn));
        return figures;
    }

    private static async Task<Dictionary<string, string>> PagesAsync(Visitor visitor)
    {
        var inbox = await visitor.TextAsync("/dispatches");
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Today"] = "/",
            ["inbox"] = "/dispatches",
            ["to clear"] = "/dispatches?box=to-clear",
            ["awaiting reply"] = "/dispatches?box=awaiting-reply",
            ["sent"] = "/dispatches?box=sent",
            ["drafts"] = "/dispatches?box=drafts",
            ["one dispatch"] = Dispatch().Match(inbox).Value,
            ["editor"] = await visitor.LeadAsync("/dispatches/new"),
            ["Communications"] = "/communications",
        };
    }

    private static async Task WarmAsync(Visitor visitor, IEnumerable<string> paths)
    {
        foreach (var path in paths)
            for (var i = 0; i < WarmUp; i++)
                _ = await visitor.TimeAsync(path);
        for (var i = 0; i < WarmUp; i++)
            _ = await visitor.TimeAsync(Empty);
    }

    private static async Task<double> SlowestAsync(Visitor visitor, string path, int count)
    {
        var taken = new double[count];
        for (var i = 0; i < count; i++)
            taken[i] = await visitor.TimeAsync(path);
        return Percentile.Of(taken, 0.99);
    }

    private static async Task<Figure> SizeAsync(Visitor visitor, string name, string path)
    {
        var bytes = await visitor.BytesAsync(path);
        foreach (Match part in Part().Matches(await visitor.TextAsync(path)))
            bytes += await visitor.BytesAsync("/" + part.Groups[1].Value.TrimStart('/'));
        var size = bytes / 1000.0;
        return new Figure($"page {name}, compressed", "with css and js", size, "KB", null, "≤ 100 KB", size <= Largest);
    }

    private static Figure Time(string name, double slowest, double empty, int count) =>
        new(
            $"page {name}, p99",
            FormattableString.Invariant($"{count:N0} requests"),
            slowest,
            "ms",
            empty,
            "≤ 25 ms",
            slowest <= Slowest
        );

    [GeneratedRegex("/dispatches/dispatch--[0-9a-f-]{36}")]
    private static partial Regex Dispatch();

    [GeneratedRegex("""<(?:link rel="stylesheet" href|script(?: type="module")? src)="([^"]+)""")]
    private static partial Regex Part();
}
