using System.Text.Json;
using Legation.Records;
using Legation.Records.Alarms;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class HeadTests : TwoNodes
{
    [Fact]
    public async Task a_clock_five_years_off_raises_an_alarm_and_changes_neither_order_nor_number()
    {
        await SaidAsync(Headquarters, Seoul);
        Seoul.Clock.Ahead = TimeSpan.FromDays(5 * 365);

        await RaisedAsync(Headquarters, Seoul, "clock-skew");

        Headquarters.Get<ClockTrust>().TrustsAll.ShouldBeFalse();
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await IsDeliveredAsync(record);
        Headquarters.Count(record).ShouldBe(1);
        Seoul.Clock.Ahead = TimeSpan.Zero;
        await Eventually.Async(() =>
        {
            Call(Headquarters, Seoul);
            return Headquarters.Get<ClockTrust>().TrustsAll && Headquarters.Get<IAlarms>().Present().Count == 0;
        });
    }

    [Fact]
    public async Task a_peer_whose_link_is_removed_is_measured_by_nobody_and_keeps_nothing_from_expiring()
    {
        await SaidAsync(Headquarters, Seoul);
        Seoul.Clock.Ahead = TimeSpan.FromHours(1);
        await RaisedAsync(Headquarters, Seoul, "clock-skew");

        (await Headquarters.Links.RemoveAsync(Seoul.Id)).Refusal.ShouldBeNull();

        Headquarters.Get<ClockTrust>().TrustsAll.ShouldBeTrue();
        Headquarters.Get<IAlarms>().Present().ShouldBeEmpty();
    }

    [Fact]
    public async Task an_older_copy_of_a_peer_raises_the_alarm_until_it_begins_a_new_epoch()
    {
        await QuietAsync();
        await SaysAsync(statement => statement with { Size = 1000 });
        var years = TimeSpan.FromDays(3 * 365);

        await SaysAsync(statement => statement with { Size = 999, At = statement.At - years });

        Headquarters.Get<IAlarms>().Present().Single().Notice.What.ShouldBe("restored-copy");
        SecurityEventsOf("restored-copy").ShouldBe(1);
        await SaysAsync(statement => statement with { Size = 998 });
        await SaysAsync(statement => statement with { Size = 1001 });
        Headquarters.Get<IAlarms>().Present().ShouldNotBeEmpty("it has grown past the other, and is not whole");
        SecurityEventsOf("restored-copy").ShouldBe(1, "a peer that repeats itself does not fill the journal");
        await SaysAsync(statement => statement with { Size = 1, Epoch = 2 });
        Headquarters.Get<IAlarms>().Present().ShouldBeEmpty();
    }

    [Fact]
    public async Task what_comes_late_is_not_taken_for_an_older_copy()
    {
        await QuietAsync();
        var late = Seoul.Get<Heads>().Say(Headquarters.Id);
        await SaysAsync(statement => statement with { Size = 1000 });

        (await Headquarters.Get<Heads>().TakeAsync(Seoul.Id, late)).ShouldNotBeNull();

        Headquarters.Get<IAlarms>().Present().ShouldBeEmpty();
    }

    [Fact]
    public async Task two_contents_under_one_size_are_kept_once_as_the_peer_signed_them()
    {
        await QuietAsync();
        var one = await SaysAsync(statement => statement with { Size = 1000 });

        var other = await SaysAsync(statement => statement with { Size = 1000, Root = Digest.Of([1]) });
        await SaysAsync(statement => statement with { Size = 1000, Root = Digest.Of([2]) });

        Headquarters.Get<IAlarms>().Present().Single().Notice.What.ShouldBe("forked-journal");
        EvidenceOf("forked-journal").ShouldBe((Convert.ToBase64String(other), Convert.ToBase64String(one)));
    }

    [Fact]
    public async Task two_that_contradict_at_one_time_are_noted_once()
    {
        await QuietAsync();
        await SaysAsync(statement => statement with { Size = 1000 });

        await Task.WhenAll(Enumerable.Range(1, 8).Select(_ => SaysAsync(said => said with { Size = 900 })));

        SecurityEventsOf("restored-copy").ShouldBe(1);
    }

    [Fact]
    public async Task a_peer_that_says_it_took_what_was_never_given_makes_a_claim_and_no_more()
    {
        await QuietAsync();
        await SaysAsync(statement => statement with { Taken = [new LaneMark(1, Lane.Flash, 500)] });
        var notice = Headquarters.Get<IAlarms>().Present().Single().Notice;
        notice.What.ShouldBe("own-copy-restored");
        notice.Severity.ShouldBe(AlarmSeverity.Warning);
        notice.Remedy.ShouldStartWith("Check first");
        SecurityEventsOf("own-copy-restored").ShouldBe(0);
        await SaysAsync(statement => statement);
        Headquarters.Get<IAlarms>().Present().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_clock_that_is_set_while_heads_are_exchanged_measures_nothing()
    {
        var raised = new List<bool>();
        await Seoul.Links.PauseAsync(Link.Id);
        Seoul.Clock.Ahead = TimeSpan.FromHours(1);
        Seoul.Line.WhileHeadsAreExchanged = () =>
        {
            Seoul.Clock.Ahead = TimeSpan.Zero;
            lock (raised)
                raised.Add(Seoul.Get<IAlarms>().Present().Count > 0);
        };

        await Seoul.Links.ResumeAsync(Link.Id);
        await Eventually.Async(() =>
        {
            Call(Seoul, Headquarters);
            lock (raised)
                return raised.Count > 1;
        });

        raised.ShouldAllBe(any => !any);
    }

    [Fact]
    public async Task an_answer_that_was_on_its_way_for_ages_measures_nothing()
    {
        await SaidAsync(Seoul, Headquarters);
        var raised = new List<bool>();
        Seoul.Line.WhileHeadsAreExchanged = () =>
        {
            Seoul.Clock.Passed += TimeSpan.FromMinutes(12);
            Headquarters.Clock.Passed = Seoul.Clock.Passed;
            lock (raised)
                raised.Add(!Seoul.Get<ClockTrust>().TrustsAll);
        };

        await Eventually.Async(() =>
        {
            Call(Seoul, Headquarters);
            lock (raised)
                return raised.Count > 1;
        });

        raised.ShouldAllBe(any => !any);
    }

    [Fact]
    public async Task a_peer_that_has_answered_nothing_for_five_minutes_is_silent_until_it_answers()
    {
        await SaidAsync(Seoul, Headquarters);
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Link.Trouble is not null);
        Seoul.Get<IAlarms>().Present().ShouldBeEmpty("it is silent since a moment only");

        Seoul.Clock.Passed = TimeSpan.FromMinutes(5);

        await RaisedAsync(Seoul, Headquarters, "silent");
        Seoul.Line.Down = false;
        await IsDeliveredAsync(record);
        await Eventually.Async(() => Seoul.Get<IAlarms>().Present().Count == 0);
    }

    private static Task SaidAsync(TestNode node, TestNode peer) =>
        Eventually.Async(() =>
        {
            Call(node, peer);
            return node.Get<HeadStore>().Last(peer.Id) is not null;
        });

    private static Task RaisedAsync(TestNode node, TestNode peer, string what) =>
        Eventually.Async(() =>
        {
            Call(node, peer);
            return node.Get<IAlarms>().Present().Any(alarm => alarm.Notice.What == what);
        });

    // A link that goes on calls at once.
    private static void Call(TestNode node, TestNode peer) =>
        node.Get<RelayHost>().Post(node.Get<LinkTable>().ByPeer(peer.Id)!.Number, new LinkEvent.Resume());

    private async Task QuietAsync()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        await Headquarters.Links.PauseAsync(Headquarters.LinkTo(Seoul).Id);
    }

    private long SecurityEventsOf(string what) =>
        Headquarters.Query(
            "SELECT COUNT(*) FROM journal WHERE type = 7 AND CAST(content AS TEXT) LIKE '%' || $1 || '%'",
            what
        );

    private (string? Said, string? Before) EvidenceOf(string what)
    {
        using var session = Headquarters.Store.OpenReader();
        var noted = session
            .Query("SELECT content FROM journal WHERE type = 7", r => JsonDocument.Parse((byte[])r.GetValue(0)))
            .Single(content => content.RootElement.GetProperty("what").GetString() == what);
        return (Text(noted, "said"), Text(noted, "before"));
    }

    private static string? Text(JsonDocument noted, string name) => noted.RootElement.GetProperty(name).GetString();

    // As the answer to what headquarters says.
    private async Task<byte[]> SaysAsync(Func<HeadStatement, HeadStatement> altered)
    {
        var asked = Headquarters.Get<Heads>().Say(Seoul.Id);
        var said = HeadStatement.ReadVerified(Seoul.Get<Heads>().Say(Headquarters.Id, Digest.Of(asked)))!;
        var signed = altered(said).Sign(Seoul.Keys.InUse.Signer);
        (await Headquarters.Get<Heads>().TakeAsync(Seoul.Id, signed)).ShouldNotBeNull();
        return signed;
    }
}
