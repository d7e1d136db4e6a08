using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Modules.Support;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>Tokyo receives dispatches of Seoul's; others try to let more parties have them.</summary>
public sealed class GrantTests : IAsyncLifetime
{
    private readonly Peer tokyo = new(1);
    private readonly Peer seoul = new(2);
    private readonly Peer ministry = new(3);
    private readonly ReceivingNode node;

    public GrantTests() => node = new ReceivingNode(tokyo, seoul, ministry);

    public async ValueTask InitializeAsync()
    {
        await node.CommitAsync([.. tokyo.Directory]);
        await node.LearnAsync(seoul, ministry);
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        foreach (var peer in new[] { tokyo, seoul, ministry })
            peer.Dispose();
    }

    [Fact]
    public async Task whoever_is_in_the_audience_lets_another_have_it()
    {
        var dispatch = await ArrivedAsync(tokyo.Post);

        await node.CommitAsync(tokyo.Grant(ministry.Post, dispatch));

        (await AudienceAsync(dispatch)).ShouldBe([tokyo.Post, ministry.Post], ignoreOrder: true);
        node.Steps().ShouldBe(["forwarded"]);
    }

    [Fact]
    public async Task a_node_outside_the_audience_lets_nobody_have_it()
    {
        var dispatch = await ArrivedAsync(tokyo.Post);

        var arrived = await node.ArriveAsync(ministry.Grant(ministry.Post, dispatch));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-forward");
        (await AudienceAsync(dispatch)).ShouldBe([tokyo.Post]);
    }

    [Fact]
    public async Task a_grant_that_comes_before_its_dispatch_waits_and_is_judged_then()
    {
        var dispatch = seoul.Dispatch("Later", tokyo.Post);
        (await node.ArriveAsync(ministry.Grant(ministry.Post, dispatch))).Outcome.ShouldBe(AppendOutcome.Held);

        await node.ArriveAsync(dispatch);

        (await AudienceAsync(dispatch)).ShouldBe([tokyo.Post]);
        node.SecurityEvents().Single().ShouldContain("not-its-to-forward");
    }

    [Fact]
    public async Task nothing_else_goes_along_with_what_is_forwarded()
    {
        var (shared, secret) = (await ArrivedAsync(tokyo.Post, ministry.Post), await ArrivedAsync(tokyo.Post));

        var arrived = await node.ArriveAsync(ministry.Grant(ministry.Office, shared, secret));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-forward");
        (await AudienceAsync(secret)).ShouldBe([tokyo.Post]);
    }

    [Fact]
    public async Task a_clearance_of_another_dispatch_does_not_go_along_either()
    {
        var (shared, secret) = (await ArrivedAsync(tokyo.Post, ministry.Post), await ArrivedAsync(tokyo.Post));
        var clearance = tokyo.Act("clearance", secret);
        await node.CommitAsync(clearance);

        var arrived = await node.ArriveAsync(ministry.Grant(ministry.Office, shared, clearance));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-forward");
    }

    [Fact]
    public async Task who_was_granted_a_dispatch_has_its_next_version_too()
    {
        var dispatch = await ArrivedAsync(tokyo.Post);
        await node.CommitAsync(tokyo.Grant(ministry.Post, dispatch));

        await node.ArriveAsync(seoul.Revised(dispatch, "Corrected"));

        (await AudienceAsync(dispatch)).ShouldBe([tokyo.Post, ministry.Post], ignoreOrder: true);
    }

    private async Task<SignedRecord> ArrivedAsync(RecordId action, RecordId? info = null)
    {
        var dispatch = seoul.Dispatch("Arrived", action, info);
        (await node.ArriveAsync(dispatch)).Outcome.ShouldBe(AppendOutcome.Stored);
        return dispatch;
    }

    private async Task<IEnumerable<RecordId>> AudienceAsync(SignedRecord record) =>
        await node.Ledger.RunAsync(transaction => transaction.AudienceOf(record.Header.Id));
}
