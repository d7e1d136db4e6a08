namespace Legation.Relay;

/// <summary>Why keys are not changed, and what is said of keys is not taken.</summary>
internal static class KeyRefusals
{
    public static Refusal KeptElsewhere { get; } =
        new(RefusalKind.Conflict, "keys-kept-elsewhere", "The keys of this node are not made by this program.");

    public static Refusal UnderWay { get; } =
        new(
            RefusalKind.Conflict,
            "key-change-under-way",
            "New keys are made already and come into use when the linked nodes know of them. See legation key list."
        );

    public static Refusal NoChange { get; } =
        new(RefusalKind.NotFound, "no-key-change", "No change of keys is under way.");

    public static Refusal NoKey { get; } =
        new(RefusalKind.NotFound, "key-unknown", "No such key of this node is known here. See legation key list.");

    public static Refusal InUse { get; } =
        new(
            RefusalKind.Conflict,
            "key-in-use",
            "This node signs with that key. Make a new one first: legation key rotate"
        );

    public static Refusal FinishFirst { get; } =
        new(
            RefusalKind.Conflict,
            "key-change-under-way",
            "New keys of this node are made and not in use yet. Use them first, legation key rotate --now; then revoke the former ones."
        );

    public static Refusal NoFormerKey { get; } =
        new(
            RefusalKind.Conflict,
            "no-former-key",
            "This node has no former key. If the one in use was stolen, make a new one first: legation key rotate --now"
        );

    /// <summary>A card that is not of the node that brings it, or changes what only a person may accept.</summary>
    public static Refusal NotItsCard { get; } =
        new(
            RefusalKind.Forbidden,
            "not-its-card",
            "The card is another node's, or for another organisation. This is a security event."
        );

    /// <summary>A new card vouched for by a key that was replaced already.</summary>
    public static Refusal FormerKey { get; } =
        new(
            RefusalKind.Forbidden,
            "former-key",
            "A key that was replaced vouches for no new card. This is a security event."
        );

    /// <summary>A node revokes with the key that it revokes, or what is not said readably.</summary>
    public static Refusal NotItsToRevoke { get; } =
        new(
            RefusalKind.Forbidden,
            "not-its-to-revoke",
            "A node revokes its former keys with one that came after them. This is a security event."
        );

    public static Refusal Unreadable { get; } =
        new(RefusalKind.Invalid, "revocation-unreadable", "The revocation names no node or no key.");
}
