using System.Diagnostics;

namespace Legation.Simulation;

/// <summary>What came of many schedules.</summary>
/// <param name="Run">How many were run.</param>
/// <param name="Elapsed">In what time.</param>
/// <param name="Coverage">What occurred in them.</param>
/// <param name="Failure">The first by seed that broke a rule, shrunken; null: none did.</param>
internal sealed record CampaignResult(int Run, TimeSpan Elapsed, Coverage Coverage, Failure? Failure);

/// <summary>A schedule that broke a rule.</summary>
/// <param name="Schedule">What was run.</param>
/// <param name="Violation">The rule, and what was found.</param>
/// <param name="Choices">The fewest found that break the same rule; all, if they are not to be shrunken.</param>
/// <param name="History">What happens with these choices, told.</param>
internal sealed record Failure(
    Schedule Schedule,
    ViolationException Violation,
    IReadOnlyList<Choice> Choices,
    IReadOnlyList<string> History
);

/// <summary>Runs schedules, one after another on each processor, until one breaks a rule.</summary>
internal sealed class Campaign(int first, int count, int? nodes, int records, Mutation mutation)
{
    private readonly Coverage coverage = new();
    private readonly Lock gate = new();
    private int next = -1;
    private int run;
    private (Schedule Schedule, ViolationException Violation)? broken;

    /// <summary>Told of what breaks a rule before its history is shrunken, which takes a while.</summary>
    public Action<string>? Found { get; init; }

    /// <summary>Whether the history of what broke a rule is shrunken, which takes hundreds of runs.</summary>
    public bool IsToShrink { get; init; } = true;

    public CampaignResult Run(int threads)
    {
        var began = Stopwatch.GetTimestamp();
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Work))];
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
        if (!mutation.HasHit)
            throw new InvalidOperationException("The planted fault has changed nothing: what it changes was not run.");
        return new CampaignResult(
            run,
            Stopwatch.GetElapsedTime(began),
            coverage,
            broken is { } b ? Explain(b.Schedule, b.Violation) : null
        );
    }

    private void Work()
    {
        using var loan = Archives.Borrow(nodes);
        var own = new Coverage();
        while (broken is null && Interlocked.Increment(ref next) is var number && number < count)
        {
            var schedule = new Schedule(first + number, nodes, records);
            if (
                schedule.Run(schedule.Choices(), loan.Archive, mutation, new Story(own, isTold: false)) is { } violation
            )
                Note(schedule, violation);
            Interlocked.Increment(ref run);
        }
        lock (gate)
            coverage.Add(own);
    }

    private void Note(Schedule schedule, ViolationException violation)
    {
        lock (gate)
            if (broken is null || schedule.Seed < broken.Value.Schedule.Seed)
            {
                broken = (schedule, violation);
                Found?.Invoke($"seed {schedule.Seed}: {violation.Message}");
            }
    }

    private Failure Explain(Schedule schedule, ViolationException violation)
    {
        if (!IsToShrink)
            return new Failure(schedule, violation, schedule.Choices(), []);
        using var loan = Archives.Borrow(nodes);
        var (choices, story, shrunken) = new Shrinking(schedule, loan.Archive, mutation).Shrink(violation);
        return new Failure(schedule, shrunken, choices, story.Lines);
    }
}
