using System.Globalization;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Killed;

public sealed class KilledNodesTests(PreparedNetwork prepared)
{
    private const int Dispatches = 1200;
    private const int KillsPerSide = 6;

    [Fact, Fault("kill -9 of both sides in mid exchange", "SIGKILL at drawn moments, 12 kills")]
    public async Task an_exchange_loses_nothing_and_doubles_nothing_while_both_sides_are_killed()
    {
        var random = Seeded(out var seed);
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        await network.StartAsync();
        var exchange = new Exchange(network, $"Exchange {seed}", Dispatches);
        var schedules = new[]
        {
            new KillSchedule(network.Seoul, Moments(random)),
            new KillSchedule(network.Tokyo, Moments(random)),
        };
        foreach (var schedule in schedules)
            exchange.WhenAccepted += schedule.Tell;
        var posting = exchange.PostAsync();
        var clearing = exchange.ClearAsync(posting);
        await posting;
        foreach (var schedule in schedules)
            await schedule.EndAsync();
        await clearing;
        schedules.ShouldAllBe(schedule => schedule.Kills == KillsPerSide);
        await Delivered.HoldsAsync(network, exchange);
    }

    private static Random Seeded(out int seed)
    {
        var given = Environment.GetEnvironmentVariable("LEGATION_FAULTS_SEED");
        seed = given is null ? Random.Shared.Next(1_000_000) : int.Parse(given, CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage("LEGATION_FAULTS_SEED={0}", seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"LEGATION_FAULTS_SEED={seed}");
        return new Random(seed);
    }

    private static int[] Moments(Random random) =>
        random.GetItems([.. Enumerable.Range(20, Dispatches - 100)], 4 * KillsPerSide) is var drawn
            ? [.. drawn.Distinct().Take(KillsPerSide)]
            : [];
}
