using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class TwoNodesTests : TwoNodes
{
    [Fact]
    public async Task a_record_for_everyone_reaches_the_peer()
    {
        var record = await Seoul.PublishOrganisationAsync();
        await Headquarters.ReceivesAsync(record);
        await IsDeliveredAsync(record);
    }

    [Fact]
    public async Task a_record_for_a_party_goes_to_the_node_that_is_home_of_that_party()
    {
        var record = await Seoul.WriteAsync(Headquarters.Organisation, precedence: Precedence.Flash);
        await IsDeliveredAsync(record);
        Headquarters.Count(record).ShouldBe(1);
        Link.Lanes.ShouldContain(lane => lane.Lane == Lane.Flash && lane.Delivered == 1);
        Link.Words.ShouldBe("up to date");
    }

    [Fact]
    public async Task a_record_for_nobody_there_does_not_travel()
    {
        var stays = await Seoul.WriteAsync(Seoul.Organisation);
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Seoul.DeliveryOf(stays, Headquarters).ShouldBeNull();
        Headquarters.Count(stays).ShouldBe(0);
    }

    [Fact]
    public async Task a_receipt_lost_after_the_commit_is_sent_again_with_one_effect()
    {
        Seoul.Line.LoseAnswers(3);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await IsDeliveredAsync(record);
        Headquarters.Count(record).ShouldBe(1);
        Seoul.Line.Sent.ShouldBeGreaterThanOrEqualTo(4);
        Headquarters
            .Query("SELECT COUNT(*) FROM relay_receipt")
            .ShouldBe(Seoul.Query("SELECT COUNT(*) FROM journal WHERE type = 3"));
    }

    [Fact]
    public async Task five_hundred_records_arrive_once_each_while_answers_are_lost()
    {
        Seoul.Line.LoseAnswers(2);
        var records = Enumerable
            .Range(0, 500)
            .Select(_ => Seoul.Sign(TestNode.NewId("note"), [Headquarters.Organisation]))
            .ToList();
        (await Seoul.Ledger.CommitAsync(records)).Refusal.ShouldBeNull();
        await Eventually.Async(() => Link.State == LinkState.UpToDate);
        Headquarters.Query("SELECT COUNT(*) FROM current WHERE kind = 'note'").ShouldBe(500);
        Headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 1").ShouldBe(501);
        Headquarters.Query("SELECT cursor FROM relay_lane_in WHERE lane = 4").ShouldBe(500);
    }

    [Fact]
    public async Task a_label_that_does_not_permit_the_peer_is_never_sent()
    {
        var secret = await Seoul.WriteAsync(Headquarters.Organisation, "SECRET");
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Seoul.DeliveryOf(secret, Headquarters).ShouldBeNull();
        Headquarters.Count(secret).ShouldBe(0);
        Seoul
            .Get<IDistribution>()
            .Preview(secret.Header.Label, [Headquarters.Organisation])
            .Single()
            .Receives.ShouldBeFalse();
    }

    [Fact]
    public async Task a_clearance_revoked_while_paused_holds_back_with_the_reason_until_it_is_given_again()
    {
        var link = Link.Id;
        await Seoul.Links.PauseAsync(link);
        var restricted = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        var open = await Seoul.WriteAsync(Headquarters.Organisation);
        Link.Words.ShouldBe("paused, 2 waiting");
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);
        await Seoul.Links.ResumeAsync(link);

        await IsDeliveredAsync(open);
        await Eventually.Async(() => Seoul.DeliveryOf(restricted, Headquarters) == DeliveryState.HeldBack);
        Headquarters.Count(restricted).ShouldBe(0);
        Link.Words.ShouldBe("1 held: label not releasable to Headquarters");
        Link.Waiting.Single().Record.ShouldBe(restricted.Header.Id);

        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Restricted);
        await IsDeliveredAsync(restricted);
    }

    [Fact]
    public async Task what_has_its_number_is_withdrawn_when_the_clearance_is_revoked_before_it_got_through()
    {
        Seoul.Line.Down = true;
        var restricted = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        var open = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Seoul.DeliveryOf(restricted, Headquarters) == DeliveryState.Sent);
        await Eventually.Async(() => Link.State == LinkState.LineDown);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);
        Seoul.Line.Down = false;

        await IsDeliveredAsync(open);
        await Eventually.Async(() => Seoul.DeliveryOf(restricted, Headquarters) == DeliveryState.HeldBack);
        Headquarters.Count(restricted).ShouldBe(0);
    }

    [Fact]
    public async Task a_paused_receiver_takes_nothing_and_the_sender_says_so()
    {
        var link = Headquarters.LinkTo(Seoul).Id;
        await Headquarters.Links.PauseAsync(link);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Link.State == LinkState.Held);
        Link.Words.ShouldBe("held, the peer has paused the link, 1 waiting");
        Headquarters.Count(record).ShouldBe(0);
        await Headquarters.Links.ResumeAsync(link);
        await IsDeliveredAsync(record);
    }

    [Fact]
    public async Task what_waits_for_a_line_that_is_down_goes_when_the_sender_starts_again()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Link.State == LinkState.LineDown);
        await Seoul.StopAsync();
        Seoul.Line.Down = false;
        await Seoul.StartAsync();
        await IsDeliveredAsync(record);
        Headquarters.Count(record).ShouldBe(1);
    }

    [Fact]
    public async Task a_restored_backup_numbers_in_a_new_epoch()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.Sent);
        await Seoul.StopAsync();
        (Seoul.Epoch, Seoul.Line.Down) = (2, false);
        await Seoul.StartAsync();
        await IsDeliveredAsync(record);
        Headquarters.Query("SELECT COUNT(*) FROM relay_lane_in WHERE epoch = 2 AND cursor = 1").ShouldBe(1);
    }

    [Fact]
    public async Task a_corrupted_record_is_refused_and_the_lane_goes_on()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var corrupted = await Seoul.WriteAsync(Headquarters.Organisation);
        var whole = await Seoul.WriteAsync(Headquarters.Organisation);
        await Seoul.Ledger.RunAsync(t =>
            t.Execute("UPDATE journal SET body = $1 WHERE record = $2", "{}"u8.ToArray(), corrupted.Header.Id.ToBytes())
        );
        await Seoul.Links.ResumeAsync(Link.Id);
        await IsDeliveredAsync(whole);
        Seoul.DeliveryOf(corrupted, Headquarters).ShouldBe(DeliveryState.Refused);
        Seoul.Get<IDeliveries>().Of(corrupted.Header.Id).Single().Why.ShouldBe("refused there: body-mismatch");
        Headquarters.Count(corrupted).ShouldBe(0);
        Headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(1);
    }

    [Fact]
    public async Task a_record_of_a_party_that_comes_into_the_directory_later_is_sent_then()
    {
        var office = TestNode.NewId("office");
        var record = await Seoul.WriteAsync(office);
        Seoul.DeliveryOf(record, Headquarters).ShouldBeNull();
        await Headquarters.WriteAsync(office, [Audiences.Everyone], "UNCLASSIFIED", Precedence.Routine);
        await IsDeliveredAsync(record);
    }

    [Fact]
    public async Task flash_overtakes_what_was_queued_before()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var routine = Enumerable
            .Range(0, 600)
            .Select(_ => Seoul.Sign(TestNode.NewId("note"), [Headquarters.Organisation]))
            .ToList();
        (await Seoul.Ledger.CommitAsync(routine)).Refusal.ShouldBeNull();
        var flash = await Seoul.WriteAsync(Headquarters.Organisation, precedence: Precedence.Flash);
        await Seoul.Links.ResumeAsync(Link.Id);
        await Eventually.Async(() => Link.State == LinkState.UpToDate);
        var after = Headquarters.Query(
            "SELECT COUNT(*) FROM journal WHERE type = 1 AND seq < (SELECT seq FROM journal WHERE record = $1)",
            flash.Header.Id.ToBytes()
        );
        after.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task a_dispatch_on_an_idle_link_takes_milliseconds()
    {
        for (var i = 0; i < 5; i++)
            await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Link.LatencyMilliseconds!.Value.ShouldBeLessThan(1000);
    }
}
