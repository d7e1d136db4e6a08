namespace Legation.TextImport;

/// <summary>What became of a text from elsewhere: Markdown, or a refusal.</summary>
/// <param name="Markdown">The text; empty if it was refused.</param>
/// <param name="Dropped">What was not taken over, or not as it was.</param>
/// <param name="Refused">Why nothing was taken; null if it was.</param>
public sealed record TakenText(string Markdown, IReadOnlyList<DroppedPart> Dropped, TextRefusal? Refused = null)
{
    /// <summary>What was not taken over in one sentence; empty if nothing.</summary>
    public string DroppedWords =>
        Dropped.Count == 0 ? "" : $"Not taken over: {string.Join("; ", Dropped.Select(part => part.Words))}.";

    internal static TakenText Not(TextRefusal refusal) => new("", [], refusal);
}

/// <summary>One sort of thing that was not taken over, or not as it was.</summary>
/// <param name="Part">What it was.</param>
/// <param name="Count">How many.</param>
/// <param name="Words">Both for people: “2 pictures”.</param>
public sealed record DroppedPart(TextPart Part, int Count, string Words);

/// <summary>A rule that a text does not keep, so that nothing of it is taken.</summary>
/// <param name="Code">Stable name of the rule.</param>
/// <param name="Sentence">For people, with what to do.</param>
public sealed record TextRefusal(string Code, string Sentence)
{
    /// <summary>All of them, one for each code, for whoever has only the code.</summary>
    public static IReadOnlyList<TextRefusal> Known => TextRefusals.All;
}
