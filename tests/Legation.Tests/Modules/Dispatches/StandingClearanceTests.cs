using Legation.Dispatches.Clear;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Tests.Modules.Support;
using Legation.Tests.Relay;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>The office in Tokyo clears what a post in Seoul sends, under a named person's authority.</summary>
public sealed class StandingClearanceTests : IAsyncLifetime
{
    private readonly Peer tokyo = new(1);
    private readonly Peer seoul = new(2);
    private readonly ReceivingNode node;

    public StandingClearanceTests() => node = new ReceivingNode(tokyo, seoul);

    public async ValueTask InitializeAsync()
    {
        await node.CommitAsync([.. tokyo.Directory, tokyo.Route(seoul.Office, tokyo.Office)]);
        var officer = new Principal(
            "officer",
            tokyo.Person,
            tokyo.Post,
            [tokyo.Post],
            new Clearance { Policy = "", Classifications = [] },
            Duties.Clear
        );
        var standing = node.Get<StandingClearance>();
        (await standing.GrantAsync(officer, seoul.Post)).Refusal.ShouldBeNull();
        await standing.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await node.Get<StandingClearance>().StopAsync(default);
        await node.DisposeAsync();
        tokyo.Dispose();
        seoul.Dispose();
    }

    [Fact]
    public async Task a_dispatch_is_cleared_as_it_arrives()
    {
        await node.LearnAsync(seoul);

        await node.ArriveAsync(seoul.Dispatch("Arrives", tokyo.Post));

        await Eventually.Async(() => node.Steps() is ["cleared"]);
    }

    [Fact]
    public async Task a_dispatch_that_was_held_is_cleared_when_it_takes_effect()
    {
        (await node.ArriveAsync(seoul.Dispatch("Waits", tokyo.Post))).Outcome.ShouldBe(AppendOutcome.Held);
        await Eventually.Async(() => node.Followed("standing-clearance") == node.Ledger.Head.Seq);

        await node.LearnAsync(seoul);

        await Eventually.Async(() => node.Steps() is ["cleared"]);
    }
}
