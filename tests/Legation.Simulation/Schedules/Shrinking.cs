namespace Legation.Simulation;

/// <summary>Removes choices from a history while it still breaks the same rule.</summary>
internal sealed class Shrinking(Schedule schedule, Archive archive, Mutation mutation)
{
    private const int MostRuns = 500;
    private int runs;

    /// <summary>The fewest choices found that break the rule, and what happens with them, told.</summary>
    public (List<Choice> Choices, Story Story, ViolationException Violation) Shrink(ViolationException violation)
    {
        var choices = schedule.Choices();
        for (var piece = choices.Count / 2; piece > 0 && runs < MostRuns; )
            if (!RemoveAny(ref choices, piece, violation.Rule))
                piece /= 2;
        var story = new Story(new Coverage(), isTold: true);
        return (choices, story, schedule.Run(choices, archive, mutation, story) ?? violation);
    }

    private bool RemoveAny(ref List<Choice> choices, int piece, string rule)
    {
        var removed = false;
        for (var at = 0; at + piece <= choices.Count && runs < MostRuns; )
        {
            List<Choice> fewer = [.. choices[..at], .. choices[(at + piece)..]];
            if (Breaks(fewer, rule))
                (choices, removed) = (fewer, true);
            else
                at += piece;
        }
        return removed;
    }

    private bool Breaks(List<Choice> choices, string rule)
    {
        runs++;
        return schedule.Run(choices, archive, mutation, new Story(new Coverage(), isTold: false))?.Rule == rule;
    }
}
