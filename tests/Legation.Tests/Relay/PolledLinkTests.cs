using System.Diagnostics;
using System.Security.Cryptography;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>Seoul has no address: it calls headquarters, and fetches what headquarters has for it.</summary>
public sealed class PolledLinkTests : IAsyncLifetime
{
    private TestNode seoul = null!;
    private TestNode headquarters = null!;

    public async ValueTask InitializeAsync()
    {
        seoul = await TestNode.StartCallingAsync("Seoul");
        headquarters = await TestNode.StartAsync("Headquarters");
        await seoul.LinkAsync(headquarters);
        await headquarters.PublishOrganisationAsync();
        await seoul.PublishOrganisationAsync();
        await Eventually.Async(() => seoul.Query("SELECT COUNT(*) FROM current") == 2);
        await Eventually.Async(() => headquarters.Query("SELECT COUNT(*) FROM current") == 2);
    }

    public async ValueTask DisposeAsync()
    {
        await seoul.DisposeAsync();
        await headquarters.DisposeAsync();
    }

    [Fact]
    public void its_card_says_that_it_has_no_address() =>
        NodeCards.Read(seoul.Cards.Own()).Value.Address.ShouldBeNull();

    [Fact]
    public async Task records_go_both_ways()
    {
        await GoesAsync(seoul, headquarters);
        await GoesAsync(headquarters, seoul);
        headquarters.LinkTo(seoul).Words.ShouldBe("up to date");
    }

    [Fact]
    public async Task what_is_queued_while_a_poll_waits_goes_at_once()
    {
        await GoesAsync(headquarters, seoul);
        var began = Stopwatch.GetTimestamp();
        await GoesAsync(headquarters, seoul);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(PolledLine.LongestPoll / 3);
    }

    [Fact]
    public async Task five_hundred_records_each_way_arrive_once_while_polls_and_receipts_are_lost()
    {
        seoul.Line.LoseAnswers(6);
        await CommitAsync(headquarters, seoul, 500);
        await CommitAsync(seoul, headquarters, 500);
        await Eventually.Async(() => headquarters.LinkTo(seoul).State == LinkState.UpToDate);
        await Eventually.Async(() => seoul.LinkTo(headquarters).State == LinkState.UpToDate);
        foreach (var node in new[] { seoul, headquarters })
        {
            node.Query("SELECT COUNT(*) FROM current WHERE kind = 'note'").ShouldBe(1000);
            node.Query("SELECT COUNT(*) FROM journal WHERE type = 1").ShouldBe(1002);
            node.Query("SELECT cursor FROM relay_lane_in WHERE lane = 4").ShouldBe(501);
            node.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(0);
        }
    }

    [Fact]
    public async Task attachments_follow_their_record_to_a_node_that_polls()
    {
        var content = RandomNumberGenerator.GetBytes(1_000_000);
        var record = await headquarters.AttachAsync(seoul.Organisation, "UNCLASSIFIED", content);
        await Eventually.Async(() => headquarters.FilesOf(record, seoul) == "with all its files");
        seoul.HasContents(record).ShouldBeTrue();
    }

    [Fact]
    public async Task what_waits_goes_when_the_node_that_polls_starts_again()
    {
        await seoul.StopAsync();
        var record = await headquarters.WriteAsync(seoul.Organisation);
        await Eventually.Async(() => headquarters.LinkTo(seoul).State == LinkState.LineDown);
        headquarters.LinkTo(seoul).Words.ShouldContain("the peer does not call");
        await seoul.StartAsync();
        await IsDeliveredAsync(headquarters, seoul, record);
        seoul.Count(record).ShouldBe(1);
    }

    [Fact]
    public async Task the_node_that_is_polled_starts_again_and_goes_on()
    {
        await headquarters.StopAsync();
        await headquarters.StartAsync();
        await GoesAsync(headquarters, seoul);
        await GoesAsync(seoul, headquarters);
    }

    [Fact]
    public async Task a_line_that_is_cut_heals_in_both_directions()
    {
        seoul.Line.Down = true;
        var down = await headquarters.WriteAsync(seoul.Organisation);
        var up = await seoul.WriteAsync(headquarters.Organisation);
        await Eventually.Async(() => seoul.LinkTo(headquarters).State == LinkState.LineDown);
        seoul.Line.Down = false;
        await IsDeliveredAsync(headquarters, seoul, down);
        await IsDeliveredAsync(seoul, headquarters, up);
        seoul.Count(down).ShouldBe(1);
    }

    [Fact]
    public async Task a_peer_that_has_paused_takes_nothing_and_says_so()
    {
        var link = seoul.LinkTo(headquarters).Id;
        await seoul.Links.PauseAsync(link);
        var record = await headquarters.WriteAsync(seoul.Organisation);
        await Eventually.Async(() => headquarters.LinkTo(seoul).State == LinkState.Held);
        headquarters.LinkTo(seoul).Words.ShouldBe("held, the peer has paused the link, 1 waiting");
        seoul.Count(record).ShouldBe(0);
        await seoul.Links.ResumeAsync(link);
        await IsDeliveredAsync(headquarters, seoul, record);
    }

    [Fact]
    public async Task a_link_that_is_paused_gives_nothing_to_polls_until_it_is_resumed()
    {
        var link = headquarters.LinkTo(seoul).Id;
        await headquarters.Links.PauseAsync(link);
        var record = await headquarters.WriteAsync(seoul.Organisation);
        await Eventually.Async(() => seoul.LinkTo(headquarters).State == LinkState.Held);
        seoul.Count(record).ShouldBe(0);
        await headquarters.Links.ResumeAsync(link);
        await IsDeliveredAsync(headquarters, seoul, record);
    }

    [Fact]
    public async Task what_may_not_go_any_more_goes_as_a_void()
    {
        seoul.Line.Down = true;
        var restricted = await headquarters.WriteAsync(seoul.Organisation, "RESTRICTED");
        await Eventually.Async(() => headquarters.DeliveryOf(restricted, seoul) == DeliveryState.Sent);
        await headquarters.Cards.SetClearanceAsync(seoul.Id, TestNode.Unclassified);
        seoul.Line.Down = false;
        await Eventually.Async(() => headquarters.DeliveryOf(restricted, seoul) == DeliveryState.HeldBack);
        seoul.Count(restricted).ShouldBe(0);
        seoul.Query("SELECT COUNT(*) FROM journal WHERE type = 8").ShouldBe(1);
    }

    [Fact]
    public async Task a_poll_of_a_node_with_an_address_or_of_a_stranger_is_refused()
    {
        await using var wellington = await TestNode.StartAsync("Wellington");
        await wellington.LinkAsync(headquarters);
        var reception = headquarters.Get<Reception>();
        var poll = new Poll(0, null).Encode();
        var pin = NodeCards.Read(wellington.Cards.Own()).Value.TlsPin;
        var token = TestContext.Current.CancellationToken;
        (await reception.PollAsync(pin, poll, token)).Refusal!.Code.ShouldBe("callable");
        (await reception.PollAsync(pin, [1], token)).Refusal!.Code.ShouldBe("unreadable-poll");
        (await reception.PollAsync(Digest.Of([1]), poll, token)).Refusal!.Code.ShouldBe("unknown-peer");
    }

    [Fact]
    public async Task a_poll_that_waited_while_its_key_was_revoked_is_given_nothing()
    {
        var pin = NodeCards.Read(seoul.Cards.Own()).Value.TlsPin;
        await seoul.StopAsync();
        var poll = new Poll(0, null).Encode();
        var waiting = headquarters.Get<Reception>().PollAsync(pin, poll, TestContext.Current.CancellationToken);
        (await headquarters.Get<KeyRegister>().RevokeAsync(seoul.Id)).Refusal.ShouldBeNull();
        await headquarters.WriteAsync(seoul.Organisation);
        (await waiting).Refusal.ShouldNotBeNull().Code.ShouldBe("unknown-peer");
    }

    [Fact]
    public async Task two_nodes_without_an_address_say_so()
    {
        await using var wellington = await TestNode.StartCallingAsync("Wellington");
        await wellington.LinkAsync(seoul);
        await Eventually.Async(() => wellington.LinkTo(seoul).State == LinkState.LineDown);
        wellington.LinkTo(seoul).Words.ShouldContain("neither side has an address");
    }

    private static async Task GoesAsync(TestNode from, TestNode to)
    {
        var record = await from.WriteAsync(to.Organisation);
        await IsDeliveredAsync(from, to, record);
        to.Count(record).ShouldBe(1);
    }

    private static async Task CommitAsync(TestNode from, TestNode to, int count)
    {
        var records = Enumerable.Range(0, count).Select(_ => from.Sign(TestNode.NewId("note"), [to.Organisation]));
        (await from.Ledger.CommitAsync(records.ToList())).Refusal.ShouldBeNull();
    }

    private static Task IsDeliveredAsync(TestNode from, TestNode to, SignedRecord record) =>
        Eventually.Async(() => from.DeliveryOf(record, to) == DeliveryState.Delivered);
}
