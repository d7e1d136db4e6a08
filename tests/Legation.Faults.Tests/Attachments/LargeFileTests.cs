using Legation.Faults.Tests.Line;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Attachments;

/// <summary>A file of 200 MB on its way from Seoul to Tokyo.</summary>
public sealed class LargeFileTests(PreparedNetwork prepared)
{
    private const int Size = 200_000_000;

    // A piece of 256 KB, and as much again that the line had taken already when it broke.
    private const int Window = 512 * 1024;

    // What TLS, HTTP/2 and the dispatch itself add: about one part in a hundred.
    private const long SentOnce = Size + (Size / 100);

    [Fact, Fault("line cut", "proxy: closes five times under a file of 200 MB")]
    public async Task over_a_line_that_is_cut_five_times_it_does_not_start_again()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        await using var line = FaultyLine.Before(network.Tokyo);
        var counted = new CountedLine([.. Enumerable.Range(1, 5).Select(cut => cut * (Size / 6L))]);
        line.Fault = counted;
        await StartAsync(network);

        using var file = await ReleaseAsync(network);

        await file.ArrivesWholeAsync();
        await file.IsReceiptedAsync();
        counted.Cuts.ShouldBe(5);
        counted.Total.ShouldBeLessThan(SentOnce + (5 * Window));
    }

    [Fact, Fault("killed", "kill -9 on either side under a file of 200 MB")]
    public async Task it_goes_on_when_either_side_was_killed()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        await using var line = FaultyLine.Before(network.Tokyo);
        var counted = new CountedLine();
        line.Fault = counted;
        await StartAsync(network);
        using var file = await ReleaseAsync(network);

        await file.ArrivesAsync(Size / 5);
        await network.Tokyo.KillAsync();
        await network.Tokyo.StartAsync();
        await file.ArrivesAsync(Size / 5 * 2);
        await network.Seoul.KillAsync();
        await network.Seoul.StartAsync();

        await file.ArrivesWholeAsync();
        await file.IsReceiptedAsync();
        counted.Total.ShouldBeLessThan(SentOnce + (2 * Window));
        (await network.Tokyo.VerifyAuditAsync()).ShouldContain("The audit holds");
    }

    private static Task StartAsync(ServedNetwork network) =>
        Task.WhenAll(network.Seoul.StartAsync(), network.Tokyo.StartAsync());

    private static async Task<LargeFile> ReleaseAsync(ServedNetwork network)
    {
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        return await LargeFile.ReleaseAsync(network.Representative, network.Deputy, desk, Size);
    }
}
