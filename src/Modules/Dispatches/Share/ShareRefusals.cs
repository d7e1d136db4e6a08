using Legation.Records;

namespace Legation.Dispatches.Share;

/// <summary>Why a draft is not shared, or not changed by somebody with whom it is.</summary>
internal static class ShareRefusals
{
    public static Refusal NotTheAuthor { get; } =
        new(
            RefusalKind.Forbidden,
            "not-the-author",
            "This is for the author of the draft. Comment on the paragraph, or propose other words for it."
        );

    public static Refusal NotACoAuthor { get; } =
        new(
            RefusalKind.Forbidden,
            "not-a-co-author",
            "The draft is shared with you to comment on. Propose other words for the paragraph; its author decides."
        );

    public static Refusal NoSuchRole { get; } =
        DispatchRefusals.Wrong("role", "unknown", "The roles are commentator and co-author.");

    public static Refusal NoColleague { get; } =
        DispatchRefusals.Wrong("person", "no-colleague", "Choose somebody who has an account on this node.");

    public static Refusal DoesNotWrite { get; } =
        DispatchRefusals.Wrong("role", "does-not-write", "His account does not write dispatches: he can comment.");

    public static Refusal HasAnother { get; } =
        new(
            RefusalKind.Conflict,
            "has-another",
            "He has another draft of this dispatch before him, his own or one that is shared with him.",
            "person"
        );

    public static Refusal NotShared { get; } =
        new(RefusalKind.NotFound, "not-shared", "The draft is not shared with that person.");

    public static Refusal AboveYou { get; } =
        DispatchRefusals.Wrong(
            "text",
            "above-your-clearance",
            "So marked you could not read it yourself. Ask the author to mark it."
        );

    public static Refusal Lowered(string paragraph) =>
        DispatchRefusals.Wrong(
            "text",
            "marking-lowered",
            $"{paragraph} would lose its marking, or words of it stand without. Its author alone lowers one; ask him."
        );

    public static Refusal MayNot(string why) => DispatchRefusals.Wrong("person", "may-not-read", why);
}
