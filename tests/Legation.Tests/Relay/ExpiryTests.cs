using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class ExpiryTests : TwoNodes
{
    private const string Stated = "SELECT COUNT(*) FROM p_non_delivery WHERE about = $1";
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    [Fact]
    public async Task what_expires_while_the_line_is_down_is_withdrawn_though_it_has_its_number()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation, AnHour);
        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.Sent);
        AnHourPasses();
        StatedFor(record).ShouldBe(0, "the peer may have it");

        Seoul.Line.Down = false;

        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.Expired);
        Headquarters.Count(record).ShouldBe(0);
        StatedFor(record).ShouldBe(1);
    }

    [Fact]
    public async Task what_expires_while_it_waits_is_stated_once_for_each_receiver()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation, AnHour);
        AnHourPasses();

        await Eventually.Async(() => StatedFor(record) == 1);
        await Seoul.Links.ResumeAsync(Link.Id);
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));

        Headquarters.Count(record).ShouldBe(0);
        StatedFor(record).ShouldBe(1);
    }

    [Fact]
    public async Task what_nobody_was_known_to_take_is_stated_when_it_expires()
    {
        var record = await Seoul.WriteAsync(TestNode.NewId("office"), AnHour);
        AnHourPasses();

        await Eventually.Async(() => StatedFor(record) == 1);

        Seoul.Query("SELECT COUNT(*) FROM p_non_delivery WHERE why = 'nobody'").ShouldBe(1);
    }

    [Fact]
    public async Task what_has_not_expired_goes()
    {
        var record = await Seoul.WriteAsync(Headquarters.Organisation, AnHour);

        await IsDeliveredAsync(record);

        StatedFor(record).ShouldBe(0);
    }

    [Fact]
    public async Task nothing_expires_while_clocks_are_in_doubt()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation, AnHour);
        Seoul.Get<ClockTrust>().Measured(Headquarters.Id, AnHour);
        AnHourPasses();

        await Seoul.Get<Expiry>().SweepAsync();

        StatedFor(record).ShouldBe(0);
        Seoul.Get<ClockTrust>().Measured(Headquarters.Id, TimeSpan.Zero);
        await Eventually.Async(() => StatedFor(record) == 1);
    }

    [Fact]
    public async Task a_clock_that_is_set_years_ahead_expires_nothing_before_a_peer_agrees_with_it()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation, AnHour);
        Seoul.Clock.Ahead = TimeSpan.FromDays(5 * 365);

        await Seoul.Get<Expiry>().SweepAsync();

        StatedFor(record).ShouldBe(0);
        Seoul.Clock.Ahead = TimeSpan.Zero;
        await Seoul.Links.ResumeAsync(Link.Id);
        await IsDeliveredAsync(record);
    }

    // At both ends: clocks that differ would be in doubt, and nothing would expire.
    private void AnHourPasses()
    {
        Headquarters.Clock.Passed = AnHour;
        Seoul.Clock.Passed = AnHour;
    }

    private long StatedFor(SignedRecord record) => Seoul.Query(Stated, record.Header.Id.ToBytes());
}
