using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Modules.Support;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>Headquarters and the office in Tokyo have dispatches of Seoul's, which alone cancels them.</summary>
public sealed class CancellationKindTests : IAsyncLifetime
{
    private const string Kind = "cancellation";
    private readonly Peer headquarters = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer seoul = new(3);
    private readonly ReceivingNode node;

    public CancellationKindTests() => node = new ReceivingNode(headquarters, tokyo, seoul);

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
    public async Task one_that_comes_first_waits_for_its_dispatch_and_says_nothing_until_then()
    {
        var dispatch = seoul.Dispatch("Later", headquarters.Post);
        (await node.ArriveAsync(seoul.Act(Kind, dispatch), tokyo)).Outcome.ShouldBe(AppendOutcome.Held);
        node.Steps().ShouldBeEmpty();

        await node.ArriveAsync(dispatch, tokyo);

        node.Steps().ShouldBe(["cancelled"]);
    }

    [Fact]
    public async Task the_office_and_its_clearance_change_nothing_in_that()
    {
        await node.CommitAsync(headquarters.Route(seoul.Post, tokyo.Office));
        var dispatch = seoul.Dispatch("Through Tokyo", headquarters.Post);
        var cancellation = seoul.Act(Kind, dispatch);

        (await node.ArriveAsync(cancellation, tokyo)).Outcome.ShouldBe(AppendOutcome.Held);
        (await node.ArriveAsync(dispatch, tokyo)).Outcome.ShouldBe(AppendOutcome.Held);
        node.Dispatches().ShouldBeEmpty("it lacks its clearance");
        await node.ArriveAsync(tokyo.Act("clearance", dispatch), tokyo);

        node.Dispatches().ShouldBe(["Through Tokyo"]);
        node.Steps().ShouldBe(["cleared", "cancelled"], ignoreOrder: true);
    }

    [Fact]
    public async Task no_other_node_cancels()
    {
        var dispatch = await ArrivedAsync();

        var arrived = await node.ArriveAsync(tokyo.Act(Kind, dispatch));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-cancel");
        node.SecurityEvents().Single().ShouldContain("not-its-to-cancel");
        node.Steps().ShouldBeEmpty();
    }

    [Fact]
    public async Task no_other_node_does_by_coming_before_the_dispatch()
    {
        var dispatch = seoul.Dispatch("Later", headquarters.Post);
        (await node.ArriveAsync(tokyo.Act(Kind, dispatch))).Outcome.ShouldBe(AppendOutcome.Held);

        await node.ArriveAsync(dispatch);

        node.Steps().ShouldBeEmpty();
        node.SecurityEvents().Single().ShouldContain("not-its-to-cancel");
    }

    [Fact]
    public async Task no_other_post_of_that_node_does()
    {
        await node.ArriveAsync(seoul.DeputyEntry);
        var dispatch = await ArrivedAsync();

        var arrived = await node.ArriveAsync(seoul.Act(Kind, dispatch, seoul.DeputyPost));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-cancel");
    }

    [Fact]
    public async Task it_is_said_once_and_not_rewritten()
    {
        var said = seoul.Act(Kind, await ArrivedAsync());
        await node.ArriveAsync(said);

        var arrived = await node.ArriveAsync(seoul.Next(said, said.Body));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-cancel");
    }

    [Fact]
    public async Task who_is_forwarded_the_dispatch_in_ignorance_of_it_has_it_with_the_cancellation()
    {
        var dispatch = await ArrivedAsync();
        var cancellation = seoul.Act(Kind, dispatch);
        await node.ArriveAsync(cancellation);

        await node.ArriveAsync(headquarters.Grant(tokyo.Post, dispatch));

        (await AudienceAsync(dispatch)).ShouldContain(tokyo.Post);
        (await AudienceAsync(cancellation)).ShouldContain(tokyo.Post);
    }

    [Fact]
    public async Task it_goes_to_whom_the_dispatch_was_forwarded_before()
    {
        var dispatch = await ArrivedAsync();
        await node.ArriveAsync(headquarters.Grant(tokyo.Post, dispatch));
        var cancellation = seoul.Act(Kind, dispatch);

        await node.ArriveAsync(cancellation);

        (await AudienceAsync(cancellation)).ShouldContain(tokyo.Post);
    }

    private Task<System.Collections.Immutable.ImmutableArray<RecordId>> AudienceAsync(SignedRecord record) =>
        node.Ledger.RunAsync(t => t.AudienceOf(record.Header.Id));

    private async Task<SignedRecord> ArrivedAsync()
    {
        var dispatch = seoul.Dispatch("Arrived", headquarters.Post);
        (await node.ArriveAsync(dispatch)).Outcome.ShouldBe(AppendOutcome.Stored);
        return dispatch;
    }
}
