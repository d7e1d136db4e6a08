using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Modules.Support;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>Headquarters has dispatches of Seoul's, which come through the office in Tokyo; labels are changed by their home.</summary>
public sealed class RelabelKindTests : IAsyncLifetime
{
    private readonly Peer headquarters = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer seoul = new(3);
    private readonly ReceivingNode node;

    public RelabelKindTests() => node = new ReceivingNode(headquarters, tokyo, seoul);

    public async ValueTask InitializeAsync()
    {
        await node.CommitAsync([.. headquarters.Directory]);
        await node.LearnAsync(tokyo, seoul);
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        foreach (var peer in new[] { headquarters, tokyo, seoul })
            peer.Dispose();
    }

    [Fact]
    public async Task the_home_of_a_dispatch_gives_it_another_label()
    {
        var dispatch = await ArrivedAsync();

        await node.ArriveAsync(seoul.Relabel(dispatch, "SECRET"), tokyo);

        (await node.ClassificationAsync(dispatch)).ShouldBe("SECRET");
        node.Steps().ShouldBeEmpty();
    }

    [Fact]
    public async Task no_other_node_does()
    {
        var dispatch = await ArrivedAsync();

        var arrived = await node.ArriveAsync(tokyo.Relabel(dispatch, "UNCLASSIFIED"));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-relabel");
        node.SecurityEvents().Single().ShouldContain("not-its-to-relabel");
        (await node.ClassificationAsync(dispatch)).ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task no_other_node_does_by_coming_before_the_dispatch()
    {
        var dispatch = seoul.Dispatch("Later", headquarters.Post);
        (await node.ArriveAsync(tokyo.Relabel(dispatch, "UNCLASSIFIED"))).Outcome.ShouldBe(AppendOutcome.Held);

        await node.ArriveAsync(dispatch);

        (await node.ClassificationAsync(dispatch)).ShouldBe("RESTRICTED");
        node.SecurityEvents().Single().ShouldContain("not-its-to-relabel");
    }

    [Fact]
    public async Task no_other_dispatch_goes_along()
    {
        var (own, others) = (await ArrivedAsync(), headquarters.Dispatch("Ours", headquarters.Post));
        await node.CommitAsync(others);

        var arrived = await node.ArriveAsync(seoul.Relabel(own, "UNCLASSIFIED", others));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-relabel");
        (await node.ClassificationAsync(others)).ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task it_is_said_once_and_not_rewritten()
    {
        var dispatch = await ArrivedAsync();
        var said = seoul.Relabel(dispatch, "SECRET");
        await node.ArriveAsync(said);

        var arrived = await node.ArriveAsync(seoul.Next(said, said.Body));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-relabel");
    }

    [Fact]
    public async Task the_clearance_by_the_office_goes_along_whatever_comes_first()
    {
        await node.CommitAsync(headquarters.Route(seoul.Post, tokyo.Office));
        var dispatch = seoul.Dispatch("Through Tokyo", headquarters.Post);
        var clearance = tokyo.Act("clearance", dispatch);
        SignedRecord[] brought = [seoul.Relabel(dispatch, "UNCLASSIFIED", clearance), dispatch, clearance];

        foreach (var record in brought)
            await node.ArriveAsync(record, tokyo);

        node.Dispatches().ShouldBe(["Through Tokyo"]);
        (await node.ClassificationAsync(dispatch)).ShouldBe("UNCLASSIFIED");
        (await node.ClassificationAsync(clearance)).ShouldBe("UNCLASSIFIED");
    }

    private async Task<SignedRecord> ArrivedAsync()
    {
        var dispatch = seoul.Dispatch("Arrived", headquarters.Post);
        (await node.ArriveAsync(dispatch)).Outcome.ShouldBe(AppendOutcome.Stored);
        return dispatch;
    }
}
