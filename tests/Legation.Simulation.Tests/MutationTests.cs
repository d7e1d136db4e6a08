namespace Legation.Simulation.Tests;

/// <summary>Faults planted in the product by wrapping its ports, each of which the simulator has to find.</summary>
public sealed class MutationTests
{
    private const int Most = 10_000;
    private const int Records = 20;
    private const int FewRecords = 10;
    private const int MostLines = 150;

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
            { "held-applied-twice", ["a record has one effect"] },
            { "void-ignored", ["release is decided when something is sent"] },
            { "old-epoch-accepted", ["an old epoch is refused"] },
            { "revoked-key-accepted", ["a revoked key counts no more"] },
            { "relabelling-overlooked", ["release is decided when something is sent"] },
            { "raised-untold", ["who has something knows its label", "what was acknowledged is present"] },
            { "lapse-without-limit", ["nothing goes past the office"] },
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

    [Fact]
    public void a_fault_that_finds_nothing_to_change_is_not_taken_for_one_that_was_not_found() =>
        Should.Throw<InvalidOperationException>(() => Run(1, new StatementMutation(("no such statement", ""))));

    [Fact]
    public void there_is_a_test_for_each_fault_that_can_be_planted() =>
        Mutation.All.Keys.Order().ShouldBe(Faults.Select(fault => fault.Data.Item1).Order());

    [Fact]
    public void the_history_of_a_fault_is_shrunken_and_breaks_the_same_rule_again()
    {
        var mutation = Mutation.All["relabelling-overlooked"];
        var found = new Campaign(1, Most, nodes: 3, FewRecords, mutation).Run(Environment.ProcessorCount);

        var failure = found.Failure.ShouldNotBeNull();
        failure.Choices.Count.ShouldBeLessThan(failure.Schedule.Choices().Count / 4);
        failure.History.ShouldNotBeEmpty();
        failure.History.Count.ShouldBeLessThan(MostLines, string.Join('\n', failure.History));
        var again = new Story(new Coverage(), isTold: true);
        using var archive = new Archive();
        var violation = failure.Schedule.Run(failure.Choices, archive, mutation, again).ShouldNotBeNull();
        violation.Message.ShouldBe(failure.Violation.Message);
        again.Lines.ShouldBe(failure.History);
        failure.Schedule.Run(failure.Choices, archive, Mutation.None, new Story(new Coverage(), false)).ShouldBeNull();
    }

    private static CampaignResult Run(int schedules, Mutation mutation) =>
        new Campaign(1, schedules, nodes: 3, Records, mutation) { IsToShrink = false }.Run(Environment.ProcessorCount);
}
