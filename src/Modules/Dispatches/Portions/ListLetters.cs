namespace Legation.Dispatches.Portions;

/// <summary>
/// Tells the letters of a list, (A), (B), (C), from those that mark a paragraph. A letter marks only where it leads its
/// paragraph, and not if a letter next to it in the alphabet, which is no marking, begins a line, or another follows a comma
/// in the paragraph.
/// </summary>
internal sealed class ListLetters
{
    private readonly HashSet<(bool IsRound, char Letter)> beginning;
    private readonly HashSet<(bool IsRound, int Position)> following;

    /// <param name="all">All brackets of a text.</param>
    /// <param name="isMarking">Whether words read as a marking.</param>
    public ListLetters(IEnumerable<Brackets> all, Predicate<string> isMarking)
    {
        var letters = all.Where(brackets => brackets.Letter is not null).ToList();
        beginning = letters
            .Where(brackets => brackets.BeginsLine && !isMarking(brackets.Words))
            .Select(brackets => (brackets.IsRound, brackets.Letter!.Value))
            .ToHashSet();
        following = letters
            .Where(brackets => brackets.FollowsComma)
            .Select(brackets => (brackets.IsRound, brackets.Portion.Position))
            .ToHashSet();
    }

    /// <summary>Whether brackets hold the letter of a list, or one in the middle of a text.</summary>
    public bool Holds(Brackets brackets) =>
        brackets.Letter is { } letter
        && (
            !brackets.LeadsParagraph
            || following.Contains((brackets.IsRound, brackets.Portion.Position))
            || beginning.Contains((brackets.IsRound, (char)(letter - 1)))
            || beginning.Contains((brackets.IsRound, (char)(letter + 1)))
        );
}
