using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class TwoNodesTests : IAsyncLifetime
{
    private TestNode seoul = null!;
    private TestNode headquarters = null!;

    public async ValueTask InitializeAsync()
    {
        seoul = await TestNode.StartAsync("Seoul");
        headquarters = await TestNode.StartAsync("Headquarters");
        await seoul.LinkAsync(headquarters);
        await headquarters.PublishOrganisationAsync();
        await Eventually.Async(() => seoul.Query("SELECT COUNT(*) FROM current") > 0);
    }

    public async ValueTask DisposeAsync()
    {
        await seoul.DisposeAsync();
        await headquarters.DisposeAsync();
    }

    [Fact]
    public async Task a_record_for_everyone_reaches_the_peer()
    {
        var record = await seoul.PublishOrganisationAsync();
        await headquarters.ReceivesAsync(record);
        await IsDeliveredAsync(record);
    }

    [Fact]
    public async Task a_record_for_a_party_goes_to_the_node_that_is_home_of_that_party()
    {
        var record = await seoul.WriteAsync(headquarters.Organisation, precedence: Precedence.Flash);
        await IsDeliveredAsync(record);
        headquarters.Count(record).ShouldBe(1);
        seoul.LinkTo(headquarters).Lanes.ShouldContain(lane => lane.Lane == Lane.Flash && lane.Delivered == 1);
        seoul.LinkTo(headquarters).Words.ShouldBe("up to date");
    }

    [Fact]
    public async Task a_record_for_nobody_there_does_not_travel()
    {
        var stays = await seoul.WriteAsync(seoul.Organisation);
        await IsDeliveredAsync(await seoul.WriteAsync(headquarters.Organisation));
        seoul.DeliveryOf(stays, headquarters).ShouldBeNull();
        headquarters.Count(stays).ShouldBe(0);
    }

    [Fact]
    public async Task a_receipt_lost_after_the_commit_is_sent_again_with_one_effect()
    {
        seoul.Line.LoseAnswers(3);
        var record = await seoul.WriteAsync(headquarters.Organisation);
        await IsDeliveredAsync(record);
        headquarters.Count(record).ShouldBe(1);
        seoul.Line.Sent.ShouldBeGreaterThanOrEqualTo(4);
        headquarters
            .Query("SELECT COUNT(*) FROM relay_receipt")
            .ShouldBe(seoul.Query("SELECT COUNT(*) FROM journal WHERE type = 3"));
    }

    [Fact]
    public async Task five_hundred_records_arrive_once_each_while_answers_are_lost()
    {
        seoul.Line.LoseAnswers(2);
        var records = Enumerable
            .Range(0, 500)
            .Select(_ => seoul.Sign(TestNode.NewId("note"), [headquarters.Organisation]))
            .ToList();
        (await seoul.Ledger.CommitAsync(records)).Refusal.ShouldBeNull();
        await Eventually.Async(() => seoul.LinkTo(headquarters).State == LinkState.UpToDate);
        headquarters.Query("SELECT COUNT(*) FROM current WHERE kind = 'note'").ShouldBe(500);
        headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 1").ShouldBe(501);
        headquarters.Query("SELECT cursor FROM relay_lane_in WHERE lane = 4").ShouldBe(500);
    }

    [Fact]
    public async Task a_label_that_does_not_permit_the_peer_is_never_sent()
    {
        var secret = await seoul.WriteAsync(headquarters.Organisation, "SECRET");
        await IsDeliveredAsync(await seoul.WriteAsync(headquarters.Organisation));
        seoul.DeliveryOf(secret, headquarters).ShouldBeNull();
        headquarters.Count(secret).ShouldBe(0);
        seoul
            .Get<IDistribution>()
            .Preview(secret.Header.Label, [headquarters.Organisation])
            .Single()
            .Receives.ShouldBeFalse();
    }

    [Fact]
    public async Task a_clearance_revoked_while_paused_holds_back_with_the_reason_until_it_is_given_again()
    {
        var link = seoul.LinkTo(headquarters).Id;
        await seoul.Links.PauseAsync(link);
        var restricted = await seoul.WriteAsync(headquarters.Organisation, "RESTRICTED");
        var open = await seoul.WriteAsync(headquarters.Organisation);
        seoul.LinkTo(headquarters).Words.ShouldBe("paused, 2 waiting");
        await seoul.Cards.SetClearanceAsync(headquarters.Id, TestNode.Unclassified);
        await seoul.Links.ResumeAsync(link);

        await IsDeliveredAsync(open);
        await Eventually.Async(() => seoul.DeliveryOf(restricted, headquarters) == DeliveryState.HeldBack);
        headquarters.Count(restricted).ShouldBe(0);
        seoul.LinkTo(headquarters).Words.ShouldBe("1 held: label not releasable to Headquarters");
        seoul.LinkTo(headquarters).Waiting.Single().Record.ShouldBe(restricted.Header.Id);

        await seoul.Cards.SetClearanceAsync(headquarters.Id, TestNode.Restricted);
        await IsDeliveredAsync(restricted);
    }

    [Fact]
    public async Task what_has_its_number_is_withdrawn_when_the_clearance_is_revoked_before_it_got_through()
    {
        seoul.Line.Down = true;
        var restricted = await seoul.WriteAsync(headquarters.Organisation, "RESTRICTED");
        var open = await seoul.WriteAsync(headquarters.Organisation);
        await Eventually.Async(() => seoul.DeliveryOf(restricted, headquarters) == DeliveryState.Sent);
        await Eventually.Async(() => seoul.LinkTo(headquarters).State == LinkState.LineDown);
        await seoul.Cards.SetClearanceAsync(headquarters.Id, TestNode.Unclassified);
        seoul.Line.Down = false;

        await IsDeliveredAsync(open);
        await Eventually.Async(() => seoul.DeliveryOf(restricted, headquarters) == DeliveryState.HeldBack);
        headquarters.Count(restricted).ShouldBe(0);
    }

    [Fact]
    public async Task a_paused_receiver_takes_nothing_and_the_sender_says_so()
    {
        var link = headquarters.LinkTo(seoul).Id;
        await headquarters.Links.PauseAsync(link);
        var record = await seoul.WriteAsync(headquarters.Organisation);
        await Eventually.Async(() => seoul.LinkTo(headquarters).State == LinkState.Held);
        seoul.LinkTo(headquarters).Words.ShouldBe("held, the peer has paused the link, 1 waiting");
        headquarters.Count(record).ShouldBe(0);
        await headquarters.Links.ResumeAsync(link);
        await IsDeliveredAsync(record);
    }

    [Fact]
    public async Task what_waits_for_a_line_that_is_down_goes_when_the_sender_starts_again()
    {
        seoul.Line.Down = true;
        var record = await seoul.WriteAsync(headquarters.Organisation);
        await Eventually.Async(() => seoul.LinkTo(headquarters).State == LinkState.LineDown);
        await seoul.StopAsync();
        seoul.Line.Down = false;
        await seoul.StartAsync();
        await IsDeliveredAsync(record);
        headquarters.Count(record).ShouldBe(1);
    }

    [Fact]
    public async Task a_restored_backup_numbers_in_a_new_epoch()
    {
        seoul.Line.Down = true;
        var record = await seoul.WriteAsync(headquarters.Organisation);
        await Eventually.Async(() => seoul.DeliveryOf(record, headquarters) == DeliveryState.Sent);
        await seoul.StopAsync();
        (seoul.Epoch, seoul.Line.Down) = (2, false);
        await seoul.StartAsync();
        await IsDeliveredAsync(record);
        headquarters.Query("SELECT COUNT(*) FROM relay_lane_in WHERE epoch = 2 AND cursor = 1").ShouldBe(1);
    }

    [Fact]
    public async Task a_corrupted_record_is_refused_and_the_lane_goes_on()
    {
        await seoul.Links.PauseAsync(seoul.LinkTo(headquarters).Id);
        var corrupted = await seoul.WriteAsync(headquarters.Organisation);
        var whole = await seoul.WriteAsync(headquarters.Organisation);
        await seoul.Ledger.RunAsync(t =>
            t.Execute("UPDATE journal SET body = $1 WHERE record = $2", "{}"u8.ToArray(), corrupted.Header.Id.ToBytes())
        );
        await seoul.Links.ResumeAsync(seoul.LinkTo(headquarters).Id);
        await IsDeliveredAsync(whole);
        seoul.DeliveryOf(corrupted, headquarters).ShouldBe(DeliveryState.Refused);
        seoul.Get<IDeliveries>().Of(corrupted.Header.Id).Single().Why.ShouldBe("refused there: body-mismatch");
        headquarters.Count(corrupted).ShouldBe(0);
        headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(1);
    }

    [Fact]
    public async Task a_record_of_a_party_that_comes_into_the_directory_later_is_sent_then()
    {
        var office = TestNode.NewId("office");
        var record = await seoul.WriteAsync(office);
        seoul.DeliveryOf(record, headquarters).ShouldBeNull();
        await headquarters.WriteAsync(office, [Audiences.Everyone], "UNCLASSIFIED", Precedence.Routine);
        await IsDeliveredAsync(record);
    }

    [Fact]
    public async Task flash_overtakes_what_was_queued_before()
    {
        await seoul.Links.PauseAsync(seoul.LinkTo(headquarters).Id);
        var routine = Enumerable
            .Range(0, 600)
            .Select(_ => seoul.Sign(TestNode.NewId("note"), [headquarters.Organisation]))
            .ToList();
        (await seoul.Ledger.CommitAsync(routine)).Refusal.ShouldBeNull();
        var flash = await seoul.WriteAsync(headquarters.Organisation, precedence: Precedence.Flash);
        await seoul.Links.ResumeAsync(seoul.LinkTo(headquarters).Id);
        await Eventually.Async(() => seoul.LinkTo(headquarters).State == LinkState.UpToDate);
        var after = headquarters.Query(
            "SELECT COUNT(*) FROM journal WHERE type = 1 AND seq < (SELECT seq FROM journal WHERE record = $1)",
            flash.Header.Id.ToBytes()
        );
        after.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task a_dispatch_on_an_idle_link_takes_milliseconds()
    {
        for (var i = 0; i < 5; i++)
            await IsDeliveredAsync(await seoul.WriteAsync(headquarters.Organisation));
        seoul.LinkTo(headquarters).LatencyMilliseconds!.Value.ShouldBeLessThan(1000);
    }

    private Task IsDeliveredAsync(Legation.Records.Signing.SignedRecord record) =>
        Eventually.Async(() => seoul.DeliveryOf(record, headquarters) == DeliveryState.Delivered);
}
