namespace Legation.Records;

/// <summary>Refusals that any record can meet.</summary>
public static class LedgerRefusals
{
    /// <summary>Somebody wrote a version in between.</summary>
    public static Refusal StaleVersion { get; } =
        new(
            RefusalKind.Conflict,
            "stale-version",
            "This has changed since you opened it. Reload it, then repeat your change; what you wrote is kept."
        );

    /// <summary>Another node writes this record.</summary>
    public static Refusal NotHome { get; } =
        new(RefusalKind.Forbidden, "not-home", "Only the node that made a record writes new versions of it.");

    /// <summary>A second content under one version number.</summary>
    public static Refusal ForkedVersion { get; } =
        new(
            RefusalKind.Conflict,
            "forked-version",
            "Another content is known under this version number. This is a security event."
        );

    /// <summary>A version by a node that is not the record's home.</summary>
    public static Refusal AnotherHome { get; } =
        new(
            RefusalKind.Forbidden,
            "another-home",
            "Another node made this record and alone writes its versions. This is a security event."
        );

    /// <summary>Signed with a key that was revoked before this node journalled it.</summary>
    public static Refusal RevokedKey { get; } =
        new(
            RefusalKind.Forbidden,
            "revoked-key",
            "It is signed with a key that was revoked before it came. This is a security event."
        );

    /// <summary>As many records as this node keeps wait for the cards or keys of their homes.</summary>
    public static Refusal TooManyUnverified { get; } =
        new(
            RefusalKind.Unavailable,
            "too-many-unverified",
            "Too many records wait for their homes' cards or keys already. It can come again when some of those are accepted."
        );

    /// <summary>True if no honest peer would have brought the record: a security event.</summary>
    internal static bool IsAlarming(Refusal refusal) =>
        refusal == ForkedVersion || refusal.Kind == RefusalKind.Forbidden;

    /// <summary>A module of this node failed at the record. A later release of the node may be able to read it.</summary>
    public static Refusal CannotApply { get; } =
        new(RefusalKind.Unavailable, "cannot-apply", "This node cannot read the record; it stays without effect.");
}
