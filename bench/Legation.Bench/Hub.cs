namespace Legation.Bench;

/// <summary>One node in the middle and its peers, which are linked with it alone.</summary>
internal sealed class Hub : IAsyncDisposable
{
    private const int PartiesOfANode = 3;

    private Hub(LineNode centre, IReadOnlyList<LineNode> peers) => (Centre, Peers) = (centre, peers);

    public LineNode Centre { get; }

    public IReadOnlyList<LineNode> Peers { get; }

    /// <summary>Ends when the middle knows the directory of all peers.</summary>
    public static async Task<Hub> StartAsync(DirectoryInfo folder, int count)
    {
        var centre = await LineNode.StartAsync(folder, "Brussels");
        var peers = new List<LineNode>();
        for (var i = 0; i < count; i++)
            peers.Add(await JoinAsync(centre, folder, FormattableString.Invariant($"Post {i}")));
        using var known = new Receipts(centre);
        await known.ReachAsync("SELECT COUNT(*) FROM p_party", PartiesOfANode * (count + 1));
        return new Hub(centre, peers);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Peers.Append(Centre))
            await node.DisposeAsync();
    }

    private static async Task<LineNode> JoinAsync(LineNode centre, DirectoryInfo folder, string name)
    {
        var peer = await LineNode.StartAsync(folder, name);
        await peer.KnowAsync(centre);
        await centre.KnowAsync(peer);
        await peer.LinkAsync(centre, carriesTheRest: true);
        await centre.LinkAsync(peer);
        return peer;
    }
}
