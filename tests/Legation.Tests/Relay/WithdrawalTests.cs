using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>Seoul takes back what it has written to headquarters.</summary>
public sealed class WithdrawalTests : IAsyncLifetime
{
    private TestNode seoul = null!;
    private TestNode headquarters = null!;
    private TestNode hub = null!;

    public async ValueTask InitializeAsync()
    {
        seoul = await StartAsync("Seoul");
        headquarters = await StartAsync("Headquarters");
        hub = await StartAsync("Hub");
        await seoul.AcceptAsync(headquarters);
        await headquarters.AcceptAsync(seoul);
        await seoul.LinkAsync(hub, rest: true);
        await headquarters.LinkAsync(hub, rest: true);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in new[] { seoul, headquarters, hub })
            await node.DisposeAsync();
    }

    [Fact]
    public async Task who_had_it_over_another_link_is_told()
    {
        var record = await seoul.WriteAsync(headquarters.Id);
        await headquarters.ReceivesAsync(record);
        await seoul.AddLinkAsync(headquarters);
        await headquarters.AddLinkAsync(seoul);
        await seoul.Links.PauseAsync(seoul.LinkTo(headquarters).Id);

        await WithdrawAsync(record);
        await seoul.Links.ResumeAsync(seoul.LinkTo(headquarters).Id);

        await Eventually.Async(() => Withdrawals(headquarters) == 1);
    }

    [Fact]
    public async Task who_may_have_it_over_a_link_that_was_removed_is_told()
    {
        await seoul.AddLinkAsync(headquarters);
        await headquarters.AddLinkAsync(seoul);
        seoul.Line.LoseAnswers(int.MaxValue);
        var record = await seoul.WriteAsync(headquarters.Id);
        await headquarters.ReceivesAsync(record);
        await seoul.Links.PauseAsync(seoul.LinkTo(hub).Id);
        (await seoul.Links.RemoveAsync(headquarters.Id)).Refusal.ShouldBeNull();

        await WithdrawAsync(record);
        seoul.Line.LoseAnswers(0);
        await seoul.AddLinkAsync(headquarters);

        await Eventually.Async(() => Withdrawals(headquarters) == 1);
    }

    [Fact]
    public async Task a_peer_that_is_cleared_afterwards_has_neither()
    {
        var record = await seoul.WriteAsync(headquarters.Id, "SECRET");
        await WithdrawAsync(record, "SECRET");

        await ClearSecretAsync();

        await IsPassedAsync();
        hub.Count(record).ShouldBe(0);
        Withdrawals(hub).ShouldBe(0);
    }

    [Fact]
    public async Task a_party_that_becomes_known_afterwards_has_neither()
    {
        var office = TestNode.NewId("office");
        var record = await seoul.WriteAsync(office);
        await WithdrawAsync(record, audience: office);

        await headquarters.WriteAsync(office, [Audiences.Everyone], "UNCLASSIFIED", Precedence.Routine);

        await Eventually.Async(() => seoul.Query("SELECT COUNT(*) FROM current WHERE kind = 'office'") == 1);
        await IsPassedAsync();
        hub.Count(record).ShouldBe(0);
        Withdrawals(hub).ShouldBe(0);
    }

    [Fact]
    public async Task who_never_had_what_expired_is_not_told()
    {
        await seoul.Links.PauseAsync(seoul.LinkTo(hub).Id);
        var record = await seoul.WriteAsync(headquarters.Id);
        await seoul.Ledger.RunAsync(t => t.Execute("UPDATE relay_outbox SET state = 5 WHERE state = 0"));

        await WithdrawAsync(record);
        await seoul.Links.ResumeAsync(seoul.LinkTo(hub).Id);

        await IsPassedAsync();
        Withdrawals(hub).ShouldBe(0);
    }

    private static Task<TestNode> StartAsync(string name) =>
        TestNode.StartAsync(name, new NoteKind(), new MarkKind(), new ShareKind(), new TakingBackKind());

    private Task WithdrawAsync(SignedRecord record, string label = "UNCLASSIFIED", RecordId? audience = null) =>
        seoul.SayAsync("takingback", record, label, "{}", [audience ?? headquarters.Id]);

    // What has come behind something shows that this has not come.
    private async Task IsPassedAsync() => await hub.ReceivesAsync(await seoul.WriteAsync(headquarters.Id));

    private async Task ClearSecretAsync()
    {
        var secret = TestNode.Restricted with { Classifications = ["UNCLASSIFIED", "RESTRICTED", "SECRET"] };
        await seoul.Cards.SetClearanceAsync(headquarters.Id, secret);
        await seoul.Cards.SetClearanceAsync(hub.Id, secret);
    }

    private static long Withdrawals(TestNode node) =>
        node.Query(
            """
            SELECT (SELECT COUNT(*) FROM current WHERE kind = 'takingback')
              + (SELECT COUNT(*) FROM held WHERE missing LIKE 'note%')
            """
        );

    private sealed class TakingBackKind : RecordKind
    {
        public override string Name => "takingback";

        public override IEnumerable<RecordId> Withdraws(RecordHeader header) => [header.References[0].Id];

        public override bool GoesAlong(SignedRecord record) => true;
    }
}
