using Legation.Faults.Tests.Killed;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Clocks;

public sealed class ShiftedClockTests(PreparedNetwork prepared)
{
    private const int FiveYears = 5 * 365;
    private const int Dispatches = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact, Fault("clock of a node five years off, then ten years back", "a node under another TimeProvider")]
    public async Task a_node_whose_clock_jumps_by_years_takes_each_record_once()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        await Task.WhenAll(network.Seoul.StartAsync(), network.Tokyo.StartAsync());
        await network.Headquarters.StartShiftedAsync(FiveYears);
        var exchange = new Exchange(network, "Clock", Dispatches) { Clients = 4 };
        var posting = exchange.PostAsync();
        var clearing = exchange.ClearAsync(posting);
        await Eventually.HoldsAsync("some have come", Patience, () => InEffect(network) >= Dispatches / 3);
        await network.Headquarters.KillAsync();
        await network.Headquarters.StartShiftedAsync(-FiveYears);
        await posting;
        await clearing;
        await Eventually.HoldsAsync("all have come", Patience, () => InEffect(network) == Dispatches);
        await network.Headquarters.TerminateAsync();
        await network.Headquarters.StartAsync();
        await Delivered.HoldsAsync(network, exchange);
    }

    private static long InEffect(ServedNetwork network) => Journal.Current(network.Headquarters.Folder, "dispatch");
}
