using Legation.Records;

namespace Legation.Dispatches.Proposals;

/// <summary>What the rule of the second person refuses, in words for officers.</summary>
internal static class ProposalRefusals
{
    public static Refusal NotFound { get; } =
        new(
            RefusalKind.NotFound,
            "not-found",
            "There is no such proposal here. It may have been decided or withdrawn meanwhile."
        );

    public static Refusal OwnProposal { get; } =
        new(
            RefusalKind.Forbidden,
            "own-proposal",
            "Two persons do this: nobody approves what he proposed himself, nor in its author's name. Ask a colleague who has the duty to release."
        );

    public static Refusal NotTheAuthor { get; } =
        new(RefusalKind.Forbidden, "not-the-author", "Only who made a proposal withdraws it. Return it with reasons.");

    public static Refusal WaitsAlready { get; } =
        new(
            RefusalKind.Conflict,
            "waits-already",
            "You have this before a releaser already. Withdraw that proposal first, then send this."
        );

    public static Refusal NotYours { get; } =
        new(
            RefusalKind.Forbidden,
            "not-yours",
            "Who asks for this must have access that you do not have, or have no longer. Ask a colleague of the post who has it."
        );

    public static Refusal NobodyToDecide { get; } =
        new(
            RefusalKind.Conflict,
            "nobody-to-decide",
            "Nobody else at this node has the duty to release and may read all that this is about. Forward to a releaser what it is made from, or ask the security officer, who gives duties and clearances; what you wrote is kept."
        );

    public static Refusal LowerThanProposed { get; } =
        new(
            RefusalKind.Conflict,
            "lower-than-proposed",
            "The label lets in readers whom the proposed one keeps out. Two persons decide that: return it and say so.",
            "label"
        );

    public static Refusal AuthorMayNot { get; } =
        new(
            RefusalKind.Conflict,
            "author-may-not",
            "Who proposed this may not write it any more: his duty, his post or his clearance has changed. Return it."
        );

    public static Refusal Returned { get; } =
        new(
            RefusalKind.Conflict,
            "returned",
            "A colleague has returned this proposal since you opened it. It is its author's again."
        );
}
