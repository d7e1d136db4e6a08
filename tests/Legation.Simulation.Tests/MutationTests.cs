namespace Legation.Simulation.Tests;

/// <summary>Faults planted in the product by wrapping its ports, each of which the simulator has to find.</summary>
public sealed class MutationTests
{
    private const int Most = 10_000;
    private const int Records = 20;

    /// <summary>
    /// Each fault, and the rules of which it may break any. A number that was given before the schedule began is used
    /// twice only for the receiver, which takes nothing more on that lane.
    /// </summary>
    public static TheoryData<string, string[]> Faults { get; } =
        new()
        {
            { "receipt-before-commit", ["what was acknowledged is present", "cursors are whole"] },
            { "number-reused", ["a number carries one record", "what is queued goes out"] },
            { "release-not-decided-again", ["release is decided when something is sent"] },
            { "void-ignored", ["release is decided when something is sent"] },
            { "old-epoch-accepted", ["an old epoch is refused"] },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void a_planted_fault_breaks_its_rule_and_without_it_the_same_seeds_break_none(string fault, string[] rules)
    {
        var found = Run(Most, Mutation.All[fault]);

        var failure = found.Failure.ShouldNotBeNull($"{fault} was not found in {found.Run} schedules");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{fault}: seed {failure.Schedule.Seed}, {found.Run} run in {found.Elapsed.TotalSeconds:N0} s: {failure.Violation.Message}"
        );
        rules.ShouldContain(failure.Violation.Rule, failure.Violation.Message);
        Run(failure.Schedule.Seed, Mutation.None).Failure.ShouldBeNull();
    }

    private static CampaignResult Run(int schedules, Mutation mutation) =>
        new Campaign(1, schedules, nodes: 3, Records, mutation) { IsToShrink = false }.Run(Environment.ProcessorCount);
}
