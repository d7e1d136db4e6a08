using Legation.Faults.Tests.Killed;
using Legation.Faults.Tests.Network;

namespace Legation.Faults.Tests.Line;

/// <summary>The office has no address: it fetches what the post and headquarters have for it.</summary>
public sealed class PolledOfficeTests(PreparedNetwork prepared)
{
    private const int Dispatches = 200;
    private const int Backlog = 150;
    private const int Times = 3;

    // Within the first batch that is fetched.
    private const int InMidBatch = 60_000;

    [Fact]
    public async Task an_exchange_loses_nothing_and_doubles_nothing_while_both_sides_of_polls_are_killed()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        await network.Tokyo.CallOnlyAsync(network.Seoul, network.Headquarters);
        await network.StartAsync();
        var exchange = new Exchange(network, "Polled", Dispatches);
        var schedules = new[]
        {
            new KillSchedule(network.Seoul, [40, 110, 160]),
            new KillSchedule(network.Tokyo, [70, 140, 180]),
        };
        foreach (var schedule in schedules)
            exchange.WhenAccepted += schedule.Tell;
        var posting = exchange.PostAsync();
        var clearing = exchange.ClearAsync(posting);
        await posting;
        foreach (var schedule in schedules)
            await schedule.EndAsync();
        await clearing;
        schedules.ShouldAllBe(schedule => schedule.Kills == 3);
        await Delivered.HoldsAsync(network, exchange);
    }

    [Fact]
    public async Task a_line_cut_while_batches_are_fetched_loses_nothing()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared, officeCalls: true);
        office.Line.Fault = new Down();
        office.Line.Break();
        var ids = await office.WriteAsync(Backlog);
        await office.ShowsAsync("lineDown");
        var cut = new CutAnswer(InMidBatch, Times);
        office.Line.Fault = cut;
        await office.DrainedAsync();
        cut.IsDone.ShouldBeTrue();
        await office.HasEachOnceAsync(ids);
    }

    [Fact]
    public async Task a_receipt_lost_on_its_way_with_a_poll_is_given_again_and_has_one_effect()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared, officeCalls: true);
        office.Line.Fault = new SilentOnceGiven();
        var ids = await office.WriteAsync(1);
        await office.ArrivesAsync(ids[0]);
        (await office.LinkAsync()).Open.ShouldBe(1);
        office.Line.Fault = LineFault.None;
        office.Line.Break();
        await office.DrainedAsync();
        await office.HasEachOnceAsync(ids);
    }

    // Whatever answers a batch vanishes.
    private sealed class SilentOnceGiven : LineFault
    {
        private const int LessThanABatch = 1000;
        private volatile bool given;

        public override ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes)
        {
            given |= way == Way.FromNode && bytes.Length > LessThanABatch;
            return new(given && way == Way.ToNode ? new Passage(0) : Whole(bytes));
        }
    }

    // Batches come as answers here.
    private sealed class CutAnswer(long at, int times) : LineFault
    {
        private int left = times;

        public bool IsDone => Volatile.Read(ref left) <= 0;

        public override ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes) =>
            way == Way.FromNode && before <= at && at < before + bytes.Length && Interlocked.Decrement(ref left) >= 0
                ? new(new Passage((int)(at - before), Breaks: true))
                : new(Whole(bytes));
    }
}
