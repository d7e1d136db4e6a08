using Legation.Labels;
using Legation.Records;
using Legation.Relay;
using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>Makes the nodes know each other: cards accepted by fingerprint, links, clearances, introductions by the hub.</summary>
internal sealed class DemonstrationPeers(IReadOnlyList<NodeHost> hosts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public async Task ConnectAsync(SampleLinks lines, CancellationToken cancellation)
    {
        await Task.WhenAll(
            lines.Links.Select(link => AcceptAsync(Of(link.Node), CardsOf(link.Peer).Own(), link.Peer, lines))
        );
        await Task.WhenAll(lines.Links.Select(AddAsync));
        await Task.WhenAll(Strangers(lines).Select(pair => IntroduceAsync(pair, lines, cancellation)));
    }

    /// <summary>Ends when no link of any node has anything under way, or after a while.</summary>
    public Task SettledAsync(CancellationToken cancellation) => UntilAsync(IsSettled, cancellation);

    private bool IsSettled() => hosts.All(host => host.Services.GetRequiredService<Links>().AreIdle);

    private async Task AddAsync(SampleLink link)
    {
        var peer = Of(link.Peer).Folder.Description.Id;
        var added = await Of(link.Node).Services.GetRequiredService<Links>().AddAsync(peer, link.CarriesTheRest);
        Check(added.Refusal);
    }

    // Whoever shares a neighbour but no link; the neighbour introduces the one to the other.
    private static IEnumerable<(string Hub, string Stranger, string To)> Strangers(SampleLinks lines) =>
        from one in lines.Links
        from other in lines.Links
        where one.Node == other.Node && one.Peer != other.Peer
        where !lines.Links.Any(link => link.Node == one.Peer && link.Peer == other.Peer)
        select (one.Node, one.Peer, other.Peer);

    private async Task IntroduceAsync(
        (string Hub, string Stranger, string To) who,
        SampleLinks lines,
        CancellationToken cancellation
    )
    {
        var stranger = Of(who.Stranger).Folder.Description.Id;
        Check((await CardsOf(who.Hub).IntroduceAsync(stranger, Of(who.To).Folder.Description.Id)).Refusal);
        IntroducedCard? Arrived() => CardsOf(who.To).Introduced().FirstOrDefault(card => card.Card.Node == stranger);
        await UntilAsync(() => Arrived() is not null, cancellation);
        var introduced =
            Arrived() ?? throw new InvalidOperationException($"The card of {who.Stranger} has not reached {who.To}.");
        await AcceptAsync(Of(who.To), introduced.Signed, who.Stranger, lines);
    }

    // Here the two officers who would compare the fingerprints sit in one process.
    private async Task AcceptAsync(NodeHost host, byte[] card, string code, SampleLinks lines)
    {
        var shown = NodeCards.Read(card).Value;
        var own = NodeCards.Read(CardsOf(hosts.Single(h => h.Folder.Description.Id == shown.Node)).Own()).Value;
        if (own.Fingerprint != shown.Fingerprint)
            throw new InvalidOperationException("A card has another fingerprint than its node says.");
        var rulesRoutes = code == lines.Headquarters;
        Check((await CardsOf(host).AcceptAsync(card, ClearanceOf(lines, code), rulesRoutes)).Refusal);
    }

    private async Task UntilAsync(Func<bool> met, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (!patience.IsCancellationRequested)
        {
            // Whatever moves on a link ends in a commit, here or there. Watched before the look, so that none is missed.
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
            var commits = NextCommits(turn.Token);
            if (met())
                break;
            turn.CancelAfter(Step);
            await Task.WhenAny(commits);
            await turn.CancelAsync();
        }
        cancellation.ThrowIfCancellationRequested();
    }

    private List<Task> NextCommits(CancellationToken cancellation) =>
        hosts
            .Select(host => host.Services.GetRequiredService<Ledger>())
            .Select(ledger => ledger.Committed.Beyond(ledger.Head.Seq, cancellation))
            .ToList();

    private static void Check(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException(refusal.Sentence);
    }

    private static Clearance ClearanceOf(SampleLinks lines, string code) =>
        ClearanceJson.TryRead(lines.Clearances[code], out var problem)
        ?? throw new InvalidOperationException($"The clearance of {code}: {problem}");

    private NodeHost Of(string code) => hosts.Single(host => host.Folder.Description.Code == code);

    private NodeCards CardsOf(string code) => CardsOf(Of(code));

    private static NodeCards CardsOf(NodeHost host) => host.Services.GetRequiredService<NodeCards>();
}
