namespace Legation.Simulation.Tests;

/// <summary>Whole networks through faults: on failure the message holds the seed and the shrunken history.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void everything_holds_in_schedules_of_three_nodes() => Holds(200, 100, nodes: 3);

    [Fact]
    public void a_seed_gives_the_same_history_each_time()
    {
        Told(202).ShouldBe(Told(202));
        Told(203).ShouldNotBe(Told(202));
    }

    private static void Holds(int first, int count, int? nodes)
    {
        var result = new Campaign(first, count, nodes, records: 50, Mutation.None).Run(Environment.ProcessorCount);
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
