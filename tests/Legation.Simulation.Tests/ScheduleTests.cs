namespace Legation.Simulation.Tests;

/// <summary>Whole networks through faults: on failure the message holds the seed and the shrunken history.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData(3, 1, 1800)]
    [InlineData(6, 10_000, 160)]
    [InlineData(12, 20_000, 30)]
    public void everything_holds(int nodes, int first, int count) => Holds(first, count, nodes, records: 15);

    [Fact]
    public void everything_holds_in_longer_schedules_of_networks_of_each_size() =>
        Holds(5050, 10, nodes: null, records: 50);

    [Fact]
    public void a_seed_gives_the_same_history_each_time()
    {
        Told(202).ShouldBe(Told(202));
        Told(203).ShouldNotBe(Told(202));
    }

    private static void Holds(int first, int count, int? nodes, int records)
    {
        var result = new Campaign(first, count, nodes, records, Mutation.None).Run(Environment.ProcessorCount);
        using var report = new StringWriter();
        Report.Write(result, report);
        result.Failure.ShouldBeNull(report.ToString());
        result.Run.ShouldBe(count);
        TestContext.Current.TestOutputHelper?.Write(report.ToString());
    }

    private static IReadOnlyList<string> Told(int seed)
    {
        using var archive = new Archive();
        var (schedule, story) = (new Schedule(seed, 3, 50), new Story(new Coverage(), isTold: true));
        schedule.Run(schedule.Choices(), archive, Mutation.None, story).ShouldBeNull();
        return story.Lines;
    }
}
