using Legation.Records;

namespace Legation.Dispatches.Comments;

/// <summary>Why nothing is said of a paragraph, or nothing made of what was said.</summary>
internal static class CommentRefusals
{
    public static Refusal NotFound { get; } =
        new(RefusalKind.NotFound, "no-such-comment", "There is no such comment on this draft.");

    public static Refusal NothingSaid { get; } =
        DispatchRefusals.Missing("remark", "Write a comment, or change the words of the paragraph.");

    public static Refusal NothingProposed { get; } =
        DispatchRefusals.Missing("proposed", "Propose words that differ from those of the paragraph.");

    public static Refusal BeyondItsParagraph { get; } =
        DispatchRefusals.Wrong(
            "proposed",
            "beyond-its-paragraph",
            "In place of a marked paragraph stands one: what came behind it would have no marking. Nor may the words change another. Write them as one paragraph."
        );

    public static Refusal NoParagraph { get; } =
        new(
            RefusalKind.Conflict,
            "paragraph-changed",
            "The paragraph is not as it was when you opened it. Choose it again; what you wrote is kept here.",
            "paragraph"
        );

    public static Refusal ChangedSince { get; } =
        new(
            RefusalKind.Conflict,
            "paragraph-changed",
            "The paragraph has changed since the words were proposed. Read both, then name the paragraph that they are to replace.",
            "paragraph"
        );

    public static Refusal Decided { get; } =
        new(RefusalKind.Conflict, "decided", "It has been decided already. Reload the page to see how.");

    public static Refusal IsNoProposal { get; } =
        new(RefusalKind.Conflict, "no-proposal", "It is a comment: it proposes no other words. Mark it as done.");

    public static Refusal IsProposal { get; } =
        new(RefusalKind.Conflict, "is-proposal", "It proposes other words: the author accepts or declines them.");

    public static Refusal NoWord { get; } =
        DispatchRefusals.Missing("answer", "Say in a word why you decline: whoever proposed it sees that.");

    public static Refusal TooLong(string field, int most) =>
        DispatchRefusals.Wrong(field, "too-long", $"At most {most} characters.");

    public static Refusal TooMany(int most) =>
        new(RefusalKind.Conflict, "too-many", $"A draft has at most {most} comments. Talk it over.");
}
