using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class LinkTroubleTests : TwoNodes
{
    private const string Full =
        "CREATE TRIGGER full BEFORE UPDATE ON relay_outbox BEGIN SELECT RAISE(ABORT, 'disk full'); END";

    [Fact]
    public async Task a_link_that_cannot_begin_says_so_and_begins_when_it_can()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.Sent);
        await Seoul.Ledger.RunAsync(t => t.Execute(Full));
        await Seoul.StopAsync();
        // Batches of an earlier epoch are dissolved when the link begins, and that fails.
        (Seoul.Epoch, Seoul.Line.Down) = (2, false);
        await Seoul.StartAsync();
        await Eventually.Async(() => Link.State == LinkState.Held);
        Link.Words.ShouldBe("held, this node cannot use its own store, 1 waiting");
        await Seoul.Ledger.RunAsync(t => t.Execute("DROP TRIGGER full"));
        await IsDeliveredAsync(record);
    }

    [Fact]
    public async Task a_link_added_beside_work_that_fails_is_there_after_a_restart()
    {
        await using var wellington = await TestNode.StartAsync("Wellington");
        await Seoul.AcceptAsync(wellington);
        using var begun = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var before = Seoul.Ledger.RunAsync(_ =>
        {
            begun.Set();
            gate.Wait();
            return true;
        });
        begun.Wait(TestContext.Current.CancellationToken);
        var adding = Seoul.Links.AddAsync(wellington.Id, carriesTheRest: false);
        var failing = Seoul.Ledger.RunAsync<int>(_ => throw new InvalidOperationException("It fails."));
        gate.Set();

        await Should.ThrowAsync<InvalidOperationException>(failing);
        await before;
        (await adding).Refusal.ShouldBeNull();
        await Seoul.StopAsync();
        await Seoul.StartAsync();
        Seoul.LinkTo(wellington).PeerName.ShouldBe("Wellington");
    }

    [Fact]
    public async Task a_link_that_could_not_be_resumed_stays_paused()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);
        await Seoul.Links.ResumeAsync(Link.Id);
        await Eventually.Async(() => Link.State == LinkState.Held);
        await Seoul.Links.PauseAsync(Link.Id);
        await Seoul.Ledger.RunAsync(t => t.Execute(Full));
        await Should.ThrowAsync<System.Data.ConstraintException>(Seoul.Links.ResumeAsync(Link.Id));
        Link.State.ShouldBe(LinkState.Paused);
    }

    [Fact]
    public async Task what_was_withdrawn_goes_when_its_clearance_is_back_before_the_receipt()
    {
        Seoul.Line.Down = true;
        var restricted = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        await Eventually.Async(() => Seoul.DeliveryOf(restricted, Headquarters) == DeliveryState.Sent);
        await Eventually.Async(() => Link.State == LinkState.LineDown);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);
        var sent = Seoul.Line.Sent;
        Seoul.Line.LoseAnswers(int.MaxValue);
        Seoul.Line.Down = false;
        await Eventually.Async(() => Seoul.Line.Sent > sent);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Restricted);
        Seoul.Line.LoseAnswers(0);
        await IsDeliveredAsync(restricted);
        Headquarters.Count(restricted).ShouldBe(1);
    }

    [Fact]
    public async Task a_record_on_a_paused_link_is_tracked_with_that_reason()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        var delivery = Seoul.Get<IDeliveries>().Of(record.Header.Id).Single();
        (delivery.State, delivery.Why).ShouldBe((DeliveryState.Queued, "the link is paused"));
        await Seoul.Links.ResumeAsync(Link.Id);
        await IsDeliveredAsync(record);
        Seoul.Get<IDeliveries>().Of(record.Header.Id).Single().Why.ShouldBeEmpty();
    }
}
