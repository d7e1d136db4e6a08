using Legation.Records;

namespace Legation.Dispatches.Relabel;

/// <summary>What relabelling refuses, in words for officers.</summary>
internal static class RelabelRefusals
{
    public static Refusal NotHome { get; } =
        new(
            RefusalKind.Forbidden,
            "not-home",
            "Only the node that released a dispatch relabels it. Ask its author; until then nothing of it changes."
        );

    public static Refusal NothingChanges { get; } =
        new(
            RefusalKind.Invalid,
            "nothing-changes",
            "It is marked so already. Choose another label or another day of review.",
            "label"
        );

    public static Refusal NotUnderWay { get; } =
        new(
            RefusalKind.Conflict,
            "not-under-way",
            "It waits for the liaison office. Until it has been cleared its label may become stricter, not let in others."
        );

    public static Refusal CancelledBefore { get; } =
        new(
            RefusalKind.Conflict,
            "cancelled",
            "It is cancelled. Its label may become stricter, not let in others: they would not learn that it does not count."
        );

    public static Refusal RelabelledSince { get; } =
        new(
            RefusalKind.Conflict,
            "relabelled-since",
            "A colleague has relabelled or revised this dispatch since you opened it. Reload it; what you wrote is kept until you leave the page."
        );

    public static Refusal Past { get; } =
        new(
            RefusalKind.Invalid,
            "past",
            "Give a day after today, or none: on that day it comes back for review.",
            "review"
        );

    public static Refusal RevisedLower { get; } =
        new(
            RefusalKind.Forbidden,
            "lower-than-relabelled",
            "This dispatch was relabelled, and this label lets in readers whom that one keeps out. Release it as it is marked now; to lower it then takes two persons.",
            "label"
        );

    public static Refusal SourceRaised { get; } =
        new(
            RefusalKind.Conflict,
            "source-relabelled",
            "What this is made from has been relabelled since you opened it. Reload the page; the draft is kept.",
            "label"
        );

    public static Refusal NoReason { get; } =
        DispatchRefusals.Missing("reason", "Say why: whoever has the dispatch reads it.");

    public static Refusal LongReason { get; } =
        DispatchRefusals.Wrong("reason", "too-long", "A reason has at most 2000 characters.");
}
