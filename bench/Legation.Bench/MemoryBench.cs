namespace Legation.Bench;

/// <summary>What the demonstration's four nodes have resident when idle, against four servers that do nothing.</summary>
internal static class MemoryBench
{
    private const double Most = 400;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, bool later)
    {
        var data = folder.CreateSubdirectory("memory");
        var empty = await EmptyAsync();
        List<Figure> figures = [Of("idle after the first start with samples", await IdleAsync(data), empty)];
        if (later)
            figures.Add(Of("idle after a later start", await IdleAsync(data), empty));
        return figures;
    }

    private static async Task<double> IdleAsync(DirectoryInfo data)
    {
        await using var network = Served.Network(data);
        await network.PrintedAsync(Demonstration.Ready);
        await Task.Delay(Settled);
        return network.ResidentMegabytes;
    }

    private static async Task<double> EmptyAsync()
    {
        await using var server = Served.Empty(Demonstration.Nodes);
        for (var node = 0; node < Demonstration.Nodes; node++)
            await server.AnsweredAsync(Demonstration.PageOf(node));
        return server.ResidentMegabytes;
    }

    private static Figure Of(string when, double resident, double empty) =>
        new("memory of four nodes", when, resident, "MB", empty, "≤ 400 MB", resident <= Most);
}
