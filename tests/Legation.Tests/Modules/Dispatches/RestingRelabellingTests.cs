using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Modules.Support;

namespace Legation.Tests.Modules.Dispatches;

public sealed class RestingRelabellingTests : IAsyncLifetime
{
    private readonly Peer headquarters = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer seoul = new(3);
    private readonly ReceivingNode node;

    public RestingRelabellingTests() => node = new ReceivingNode(tokyo, headquarters, seoul);

    public async ValueTask InitializeAsync()
    {
        await node.CommitAsync([.. tokyo.Directory]);
        await node.LearnAsync(headquarters, seoul);
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        foreach (var peer in new[] { headquarters, tokyo, seoul })
            peer.Dispose();
    }

    [Fact]
    public async Task what_relabels_a_dispatch_that_rests_at_the_office_rests_with_it()
    {
        await node.CommitAsync(tokyo.Route(seoul.Post, tokyo.Office));
        var dispatch = seoul.Dispatch("Through Tokyo", headquarters.Post);
        (await node.ArriveAsync(dispatch)).Outcome.ShouldBe(AppendOutcome.Stored);
        var relabel = seoul.Relabel(dispatch, "SECRET");
        (await node.ArriveAsync(relabel)).Outcome.ShouldBe(AppendOutcome.Stored);

        (await RestsAsync(dispatch)).ShouldBeTrue();
        (await RestsAsync(relabel)).ShouldBeTrue(
            "else it goes to the addressee before the office has cleared anything"
        );
    }

    private Task<bool> RestsAsync(SignedRecord record) =>
        node.Ledger.RunAsync(t => t.KindOf(record.Header.Id)!.Rests(t.CurrentApplied(record.Header.Id)!, t));
}
