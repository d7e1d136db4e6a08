namespace Legation.Bench;

/// <summary>Nodes in one process, linked over mutual TLS on loopback, each knowing the directory of all.</summary>
internal sealed class Network : IAsyncDisposable
{
    private const int PartiesOfANode = 3;

    private Network(IReadOnlyList<LineNode> nodes) => Nodes = nodes;

    public IReadOnlyList<LineNode> Nodes { get; }

    /// <summary>
    /// The first and the last are linked with the middle one, or with each other if there is none. All follow the routes
    /// of the last.
    /// </summary>
    public static Task<Network> StartAsync(DirectoryInfo folder, params IReadOnlyList<string> names) =>
        StartAsync(folder, behindLines: false, names);

    /// <summary>The same, each node behind a line that can be throttled.</summary>
    public static async Task<Network> StartAsync(
        DirectoryInfo folder,
        bool behindLines,
        params IReadOnlyList<string> names
    )
    {
        var nodes = new List<LineNode>();
        foreach (var name in names)
            nodes.Add(await LineNode.StartAsync(folder, name, behindLines));
        foreach (var node in nodes)
        foreach (var other in nodes.Where(other => other != node))
            await node.KnowAsync(other, rulesRoutes: other == nodes[^1]);
        for (var i = 1; i < nodes.Count; i++)
        {
            await nodes[i - 1].LinkAsync(nodes[i], carriesTheRest: i == 1);
            await nodes[i].LinkAsync(nodes[i - 1], carriesTheRest: i == nodes.Count - 1);
        }
        var network = new Network(nodes);
        await network.ShareAsync("p_party", PartiesOfANode * nodes.Count);
        return network;
    }

    /// <summary>Ends when every node has that many entries of the directory.</summary>
    public async Task ShareAsync(string table, int count)
    {
        foreach (var node in Nodes)
        {
            using var receipts = new Receipts(node);
            await receipts.ReachAsync($"SELECT COUNT(*) FROM {table}", count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
    }
}
