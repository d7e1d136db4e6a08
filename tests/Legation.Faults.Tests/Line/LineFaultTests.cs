using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Line;

public sealed class LineFaultTests(PreparedNetwork prepared)
{
    // Within the first batch: the handshake is a few thousand bytes, the batch some hundreds of thousands.
    private const int InMidBatch = 60_000;
    private const int Backlog = 150;
    private const int Times = 3;

    [Fact, Fault("receipt lost", "proxy: nothing comes back behind the commit")]
    public async Task a_receipt_lost_after_the_commit_is_sent_again_and_has_one_effect()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        var before = await office.WriteAsync(1);
        await office.ArrivesAsync(before[0]);
        await office.DrainedAsync();
        office.Line.Fault = new Silent(Way.FromNode);
        var ids = await office.WriteAsync(1);
        await office.ArrivesAsync(ids[0]);
        (await office.LinkAsync()).Open.ShouldBe(1);
        office.Line.Fault = LineFault.None;
        office.Line.Break();
        await office.DrainedAsync();
        await office.HasEachOnceAsync([.. before, .. ids]);
    }

    [Fact, Fault("line cut", "proxy: closes in mid batch")]
    public async Task a_line_cut_in_mid_batch_loses_nothing()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        var cut = new Cut(InMidBatch, Times);
        await office.HasEachOnceAsync(await BacklogOverAsync(office, cut));
        cut.IsDone.ShouldBeTrue();
    }

    [Fact, Fault("corrupted on the line", "proxy: flips a bit in mid batch")]
    public async Task a_flipped_bit_is_caught_and_the_lane_goes_on()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        var flipped = new FlippedBit(InMidBatch, Times);
        var ids = await BacklogOverAsync(office, flipped);
        flipped.IsDone.ShouldBeTrue();
        var later = await office.WriteAsync(1);
        await office.DrainedAsync();
        await office.HasEachOnceAsync([.. ids, .. later]);
    }

    [Fact, Fault("partition, both ways", "proxy: line down")]
    public async Task after_a_partition_the_backlog_drains()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        office.Line.Fault = new Down();
        office.Line.Break();
        string[] ids = [.. await office.WriteAsync(Backlog), .. await office.WriteAsync(10, "immediate")];
        await office.ShowsAsync("lineDown");
        (await office.LinkAsync()).Open.ShouldBe(ids.Length);
        office.Line.Fault = LineFault.None;
        await office.DrainedAsync();
        await office.HasEachOnceAsync(ids);
    }

    [Fact, Fault("slow line", "proxy: each piece late; flash overtakes")]
    public async Task flash_overtakes_bulk_on_a_slow_line()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        office.Line.Fault = new Down();
        office.Line.Break();
        var bulk = await office.WriteAsync(3 * Backlog, length: 16_000);
        office.Line.Fault = new Slow(TimeSpan.FromMilliseconds(20));
        await office.ShowsAsync("sending");
        var flash = await office.WriteAsync(1, "flash");
        await office.ArrivesAsync(flash[0]);
        office.Line.Fault = LineFault.None;
        await office.DrainedAsync();
        (await office.ArrivedAsync())[^1].ShouldNotBe(flash[0]);
        await office.HasEachOnceAsync([.. bulk, .. flash]);
    }

    [Fact, Fault("line reset", "proxy: RST in mid batch")]
    public async Task a_line_reset_in_mid_batch_loses_nothing()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        var reset = new Reset(InMidBatch, Times);
        await office.HasEachOnceAsync(await BacklogOverAsync(office, reset));
        reset.IsDone.ShouldBeTrue();
    }

    [Fact, Fault("bytes twice on the line", "proxy: sends a piece twice")]
    public async Task bytes_that_come_twice_are_caught_and_the_lane_goes_on()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        var repeated = new Repeated(InMidBatch, Times);
        await office.HasEachOnceAsync(await BacklogOverAsync(office, repeated));
        repeated.IsDone.ShouldBeTrue();
    }

    [Theory, Fault("lossy line", "proxy: cuts, resets, flips, repeats, delays by a seed")]
    [InlineData(1)]
    [InlineData(2)]
    public async Task a_lossy_line_loses_nothing(int seed)
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        var lossy = new Lossy(seed, badInHundred: 4);
        await office.HasEachOnceAsync(await BacklogOverAsync(office, lossy));
        lossy.Harmed.ShouldBeGreaterThan(0);
    }

    [Theory, Fault("partition, one way", "proxy: nothing passes one way")]
    [InlineData(Way.ToNode)]
    [InlineData(Way.FromNode)]
    public async Task a_line_that_is_silent_one_way_is_shown_as_down_and_the_backlog_drains(Way silent)
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        office.Line.Fault = new Silent(silent);
        office.Line.Break();
        var ids = await office.WriteAsync(20);
        await office.ShowsAsync("lineDown");
        office.Line.Fault = LineFault.None;
        office.Line.Break();
        await office.DrainedAsync();
        await office.HasEachOnceAsync(ids);
    }

    [Fact, Fault("bytes kept back", "proxy: lets a piece go when the batch has been sent again")]
    public async Task what_the_line_keeps_back_and_lets_go_behind_its_repetition_has_one_effect()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        var kept = new KeptBack();
        office.Line.Fault = kept;
        var ids = await office.WriteAsync(5);
        office.Line.Fault = LineFault.None;
        office.Line.BreakAtCaller();
        await office.DrainedAsync();
        kept.Release();
        string[] all = [.. ids, .. await office.WriteAsync(1)];
        await office.DrainedAsync();
        await office.HasEachOnceAsync(all);
    }

    [Fact, Fault("clearance revoked while queued", "line down, then legation card clearance")]
    public async Task a_clearance_that_is_revoked_while_records_wait_holds_them_and_says_why()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        office.Line.Fault = new Down();
        office.Line.Break();
        var ids = await office.WriteAsync(5);
        await office.ClearTokyoForAsync("UNCLASSIFIED");
        office.Line.Fault = LineFault.None;
        await office.ShowsAsync("held");
        (await office.LinkAsync()).Lanes.Sum(lane => lane.HeldBack).ShouldBe(ids.Length);
        (await office.LinkAsync()).Words.ShouldContain("held:");
        (await office.ArrivedAsync()).ShouldBeEmpty();
        await office.ClearTokyoForAsync("UNCLASSIFIED", "RESTRICTED");
        await office.DrainedAsync();
        await office.HasEachOnceAsync(ids);
    }

    private static async Task<string[]> BacklogOverAsync(OfficeBehindALine office, LineFault fault)
    {
        office.Line.Fault = new Down();
        office.Line.Break();
        var ids = await office.WriteAsync(Backlog);
        office.Line.Fault = fault;
        await office.DrainedAsync();
        return ids;
    }
}
