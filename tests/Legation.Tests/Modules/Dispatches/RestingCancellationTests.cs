using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Modules.Support;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>What Seoul cancels rests at the office in Tokyo.</summary>
public sealed class RestingCancellationTests : IAsyncLifetime
{
    private readonly Peer headquarters = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer seoul = new(3);
    private readonly ReceivingNode node;

    public RestingCancellationTests() => node = new ReceivingNode(tokyo, headquarters, seoul);

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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task it_rests_with_the_dispatch_and_neither_goes_on_when_no_route_leads_there_any_more(bool first)
    {
        var route = tokyo.Route(seoul.Post, tokyo.Office);
        await node.CommitAsync(route);
        var dispatch = seoul.Dispatch("Through Tokyo", headquarters.Post);
        var cancellation = seoul.Act("cancellation", dispatch);
        foreach (var record in first ? [cancellation, dispatch] : new[] { dispatch, cancellation })
            await node.ArriveAsync(record);

        await node.CommitAsync(tokyo.Next(route, tokyo.Route(headquarters.Post, tokyo.Office).Body.ToArray()));

        (await RestsAsync(dispatch)).ShouldBeTrue();
        (await RestsAsync(cancellation)).ShouldBeTrue();
    }

    private Task<bool> RestsAsync(SignedRecord record) => node.Ledger.RunAsync(t => t.Rests(record.Header.Id));
}
