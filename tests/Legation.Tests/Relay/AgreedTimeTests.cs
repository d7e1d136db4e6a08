using CsCheck;
using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>When a node believes its clock, for what is not taken back.</summary>
public sealed class AgreedTimeTests
{
    private static readonly RecordId Peer = RecordId.New("node", DateTimeOffset.UnixEpoch);
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);
    private readonly TwoClocks clock = new();
    private readonly ClockTrust trust = new();
    private readonly AgreedTime time;

    public AgreedTimeTests() => time = new AgreedTime(clock, trust);

    [Fact]
    public void a_node_that_starts_waits_for_a_peer_that_agrees()
    {
        time.Now.ShouldBeNull();

        Agree();

        time.Now.ShouldBe(clock.GetUtcNow());
    }

    [Fact]
    public void where_nobody_can_be_asked_a_while_after_the_start_is_enough()
    {
        clock.Passes(AgreedTime.FirstWait);

        time.Now.ShouldBe(clock.GetUtcNow());
    }

    [Fact]
    public void it_goes_on_while_the_peer_is_silent()
    {
        Agree();

        clock.Passes(TimeSpan.FromDays(30));

        time.Now.ShouldBe(clock.GetUtcNow());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void a_process_that_is_held_up_while_it_reads_the_clocks_is_in_no_doubt(int first, int then)
    {
        clock.IsHeldUp = TimeSpan.FromHours(first);
        Agree();
        clock.IsHeldUp = TimeSpan.FromHours(then);

        time.Now.ShouldBe(clock.GetUtcNow());
    }

    [Fact]
    public void a_peer_whose_clock_is_off_puts_it_in_doubt_until_it_agrees_or_is_no_peer_any_more()
    {
        Agree();
        trust.Measured(Peer, AnHour, ClockReading.Of(clock));
        time.Now.ShouldBeNull();

        trust.Forget(Peer);

        time.Now.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void a_clock_that_was_set_is_believed_when_a_peer_agrees(int hours)
    {
        Agree();
        clock.IsSet(TimeSpan.FromHours(hours));
        time.Now.ShouldBeNull();

        Agree();

        time.Now.ShouldBe(clock.GetUtcNow());
    }

    [Fact]
    public void an_exchange_that_began_before_the_clock_was_set_confirms_nothing()
    {
        var began = ClockReading.Of(clock);
        clock.IsSet(AnHour);

        trust.Measured(Peer, TimeSpan.Zero, began);

        time.Now.ShouldBeNull();
    }

    [Fact]
    public void a_clock_that_was_set_since_the_start_is_not_believed_after_a_while()
    {
        clock.IsSet(AnHour);
        clock.Passes(AgreedTime.FirstWait);

        time.Now.ShouldBeNull();
    }

    [Fact]
    public void once_a_peer_has_agreed_no_time_is_given_that_is_far_from_the_true_one()
    {
        var minutes = Gen.OneOf(Gen.Int[-20, 20], Gen.Int[-3_000_000, 3_000_000]);
        var step = Gen.OneOf(
            minutes.Select(by => (Action<TwoClocks, ClockTrust>)((clock, _) => clock.IsSet(TimeSpan.FromMinutes(by)))),
            Gen.Int[0, 5000]
                .Select(by => (Action<TwoClocks, ClockTrust>)((clock, _) => clock.Passes(TimeSpan.FromMinutes(by)))),
            Gen.Const((Action<TwoClocks, ClockTrust>)((clock, trust) => Measure(clock, trust)))
        );
        step.Array[1, 30]
            .Sample(steps =>
            {
                var (wall, peers) = (new TwoClocks(), new ClockTrust());
                var agreed = new AgreedTime(wall, peers);
                Measure(wall, peers);
                foreach (var act in steps)
                {
                    act(wall, peers);
                    if (agreed.Now is { } now)
                        (now - wall.True).Duration().ShouldBeLessThanOrEqualTo(ClockTrust.Most + ClockTrust.Most);
                }
            });
    }

    // A peer whose own clock is right.
    private static void Measure(TwoClocks clock, ClockTrust trust) =>
        trust.Measured(Peer, clock.True - clock.GetUtcNow(), ClockReading.Of(clock));

    private void Agree() => trust.Measured(Peer, TimeSpan.Zero, ClockReading.Of(clock));

    /// <summary>One clock on the wall and one that nobody sets.</summary>
    private sealed class TwoClocks : TimeProvider
    {
        private TimeSpan passed;
        private TimeSpan set;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Passes(TimeSpan time) => passed += time;

        public void IsSet(TimeSpan by) => set += by;

        /// <summary>What the one on the wall would show if nobody had set it.</summary>
        public DateTimeOffset True => GetUtcNow() - set;

        /// <summary>For how long, once, behind the reading of one clock.</summary>
        public TimeSpan IsHeldUp { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            var now = DateTimeOffset.UnixEpoch + TimeSpan.FromDays(20_000) + passed + set;
            Wait();
            return now;
        }

        public override long GetTimestamp()
        {
            var now = passed.Ticks;
            Wait();
            return now;
        }

        private void Wait() => (passed, IsHeldUp) = (passed + IsHeldUp, TimeSpan.Zero);
    }
}
