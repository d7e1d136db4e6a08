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

    public static Refusal NameTaken { get; } =
        new(
            RefusalKind.Conflict,
            "card-name-taken",
            "Another accepted node has the name on this card. A person must accept it, by its fingerprint.",
            "card"
        );

    public static Refusal NotAccepted(string idOrName) =>
        new(
            RefusalKind.NotFound,
            "node-unknown",
            $"The card of {idOrName} is not accepted here. See legation card list, or accept it first: legation card accept FILE"
        );

    public static Refusal Ambiguous(string name, IEnumerable<RecordId> nodes) =>
        new(
            RefusalKind.Conflict,
            "node-ambiguous",
            $"Several accepted nodes are named {name}. Give the id of the one that you mean: {string.Join(", ", nodes.Order())}"
        );

    public static Refusal UnknownNode { get; } =
        new(RefusalKind.NotFound, "node-unknown", "No card of this node is accepted here.");

    public static Refusal NoRoute { get; } =
        new(RefusalKind.Conflict, "node-without-link", "No link leads to this node.");
}
