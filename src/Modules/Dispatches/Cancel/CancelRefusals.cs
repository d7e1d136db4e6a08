using Legation.Records;

namespace Legation.Dispatches.Cancel;

/// <summary>What cancelling and correcting refuse, in words for officers.</summary>
internal static class CancelRefusals
{
    public static Refusal NotYours { get; } =
        new(
            RefusalKind.Forbidden,
            "not-yours-to-cancel",
            "Only the post that released a dispatch cancels or corrects it, at the node that released it. Write to that post."
        );

    public static Refusal CancelledBefore { get; } =
        new(
            RefusalKind.Conflict,
            "cancelled",
            "It has been cancelled or superseded already. Its page says by whom, when and why."
        );

    public static Refusal NoReason { get; } =
        DispatchRefusals.Missing("reason", "Say why: whoever has the dispatch reads it.");

    public static Refusal LongReason { get; } =
        DispatchRefusals.Wrong("reason", "too-long", "A reason has at most 2000 characters.");
}
