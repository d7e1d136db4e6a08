using Legation.Faults.Tests.Network;

namespace Legation.Faults.Tests.Line;

public sealed class LineFaultTests(PreparedNetwork prepared)
{
    // Within the first batch: the handshake is a few thousand bytes, the batch some hundreds of thousands.
    private const int InMidBatch = 60_000;
    private const int Backlog = 150;
    private const int Times = 3;

    [Fact]
    public async Task a_receipt_lost_after_the_commit_is_sent_again_and_has_one_effect()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        office.Line.Fault = new Silent(Way.FromNode);
        var ids = await office.WriteAsync(1);
        await office.ArrivesAsync(ids[0]);
        (await office.LinkAsync()).Open.ShouldBe(1);
        office.Line.Fault = LineFault.None;
        office.Line.Break();
        await office.DrainedAsync();
        await office.HasEachOnceAsync(ids);
    }

    [Fact]
    public async Task a_line_cut_in_mid_batch_loses_nothing()
    {
        await using var office = await OfficeBehindALine.StartAsync(prepared);
        var cut = new Cut(InMidBatch, Times);
        await office.HasEachOnceAsync(await BacklogOverAsync(office, cut));
        cut.IsDone.ShouldBeTrue();
    }

    [Fact]
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

    [Fact]
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

    [Fact]
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
