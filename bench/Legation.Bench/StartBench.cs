namespace Legation.Bench;

/// <summary>From the start of the process to the first page and to the table, against a server that does nothing.</summary>
internal static class StartBench
{
    private const double First = 5000;
    private const double Later = 2000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder)
    {
        var data = folder.CreateSubdirectory("start");
        var empty = await EmptyAsync();
        return
        [
            .. await StartAsync(data, "first start with samples", empty, First),
            .. await StartAsync(data, "later start", empty, Later),
        ];
    }

    private static async Task<double> EmptyAsync()
    {
        await using var server = Served.Empty(1);
        return await server.AnsweredAsync(Demonstration.PageOf(0));
    }

    private static async Task<Figure[]> StartAsync(DirectoryInfo data, string which, double empty, double most)
    {
        await using var network = Served.Network(data);
        var printing = network.PrintedAsync(Demonstration.Ready);
        var answered = await network.AnsweredAsync(new Uri(Demonstration.PageOf(0), "/sign-in"));
        var printed = await printing;
        return [Of("first page answered", answered), Of("table printed", printed)];

        Figure Of(string what, double taken) =>
            new(
                $"start, {what}",
                which,
                taken,
                "ms",
                empty,
                FormattableString.Invariant($"≤ {most / 1000:N0} s"),
                taken <= most
            );
    }
}
