namespace Legation.Relay;

/// <summary>Why a card is not taken.</summary>
internal static class CardRefusals
{
    public static Refusal Unreadable { get; } =
        new(
            RefusalKind.Invalid,
            "card-unreadable",
            "This is no node card, or its signature is not by the key that it carries.",
            "card"
        );

    public static Refusal Own { get; } =
        new(RefusalKind.Invalid, "card-own", "This is the card of this node itself.", "card");

    public static Refusal Older { get; } =
        new(RefusalKind.Conflict, "card-older", "A newer card of this node is accepted already.", "card");

    public static Refusal PinTaken { get; } =
        new(
            RefusalKind.Conflict,
            "card-pin-taken",
            "Another accepted node has the same TLS key. Ask both for new cards.",
            "card"
        );

    public static Refusal UnknownNode { get; } =
        new(RefusalKind.NotFound, "node-unknown", "No card of this node is accepted here.");

    public static Refusal NoRoute { get; } =
        new(RefusalKind.Conflict, "node-without-link", "No link leads to this node.");
}
