using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Accounts;

namespace Legation.Server.Tests.Hosting;

/// <summary>An office of the alliance and, over a link, a ministry that may have what is releasable to Korea.</summary>
internal sealed class Neighbours : IAsyncDisposable
{
    private const string Ministry =
        """{"policy":"LEGATION-DEMO","classifications":["UNCLASSIFIED","RESTRICTED"],"categories":{"releasableTo":["KOR"]}}""";

    private const string Alliance =
        """{"policy":"LEGATION-DEMO","classifications":["UNCLASSIFIED","RESTRICTED"],"categories":{"releasableTo":["ALLIANCE"]}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<TestNode> others = [];

    public TestNode Here { get; private init; } = null!;

    public TestNode There { get; private init; } = null!;

    /// <summary>Writes.</summary>
    public Officer Anna { get; private set; } = null!;

    /// <summary>Writes and releases, at another post of the same node.</summary>
    public Officer Bo { get; private set; } = null!;

    /// <summary>At the ministry.</summary>
    public Officer Kim { get; private set; } = null!;

    public static async Task<Neighbours> StartAsync()
    {
        var both = new Neighbours { Here = await TestNode.StartAsync(), There = await TestNode.StartAsync() };
        (both.Anna, both.Bo) = await both.Here.StaffAsync("anna", "bo") is [var anna, var bo]
            ? (anna, bo)
            : throw new InvalidOperationException();
        both.Kim = (await both.There.StaffAsync("kim")).Single();
        foreach (var name in new[] { "anna", "bo" })
            await both.Here.Get<AccountRegister>().SetClearanceAsync(name, Alliance, "officer");
        await both.Here.Get<AccountRegister>().SetDutiesAsync("bo", Duties.Write | Duties.Release);
        await both.There.Get<AccountRegister>().SetClearanceAsync("kim", Ministry, "officer");
        await LinkAsync(both.Here, both.There, Ministry);
        await LinkAsync(
            both.There,
            both.Here,
            Alliance.Replace("\"ALLIANCE\"", "\"ALLIANCE\",\"KOR\"", StringComparison.Ordinal)
        );
        return both;
    }

    /// <summary>One more ministry that the office knows and lets have what is releasable to Korea; its post.</summary>
    public async Task<RecordId> JoinAsync(string name, string classification)
    {
        var node = await TestNode.StartAsync();
        others.Add(node);
        var officer = (await node.StaffAsync(name)).Single();
        await LinkAsync(Here, node, Cleared(classification), carriesTheRest: false);
        return officer.Post;
    }

    /// <summary>The office lets the ministry have this classification and no other.</summary>
    public Task ClearMinistryAsync(string classification) => ClearAsync(Here, There, Cleared(classification));

    /// <summary>Waits until the ministry has a dispatch.</summary>
    public async Task ArrivesAsync(string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await Kim.GetAsync($"/dispatches/{id}")).Status != System.Net.HttpStatusCode.OK)
            patience.Token.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        await Here.DisposeAsync();
        await There.DisposeAsync();
        foreach (var node in others)
            await node.DisposeAsync();
    }

    private static string Cleared(string classification) =>
        $$$"""{"policy":"LEGATION-DEMO","classifications":["{{{classification}}}"],"categories":{"releasableTo":["KOR"]}}""";

    private static async Task LinkAsync(TestNode node, TestNode peer, string clearance, bool carriesTheRest = true)
    {
        await node.LearnAsync(peer);
        await ClearAsync(node, peer, clearance);
        var card = NodeCards.Read(peer.Get<NodeCards>().Own()).Value;
        (await node.Get<Links>().AddAsync(card.Node, carriesTheRest)).Refusal.ShouldBeNull();
    }

    private static async Task ClearAsync(TestNode node, TestNode peer, string clearance)
    {
        var card = NodeCards.Read(peer.Get<NodeCards>().Own()).Value;
        var cleared = ClearanceJson.TryRead(System.Text.Encoding.UTF8.GetBytes(clearance), out _)!;
        (await node.Get<NodeCards>().SetClearanceAsync(card.Node, cleared)).Refusal.ShouldBeNull();
    }
}
