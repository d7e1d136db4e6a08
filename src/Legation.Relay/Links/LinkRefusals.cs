namespace Legation.Relay;

/// <summary>Why a link cannot be added or changed.</summary>
internal static class LinkRefusals
{
    public static Refusal Exists { get; } =
        new(RefusalKind.Conflict, "link-exists", "There is a link to this node already.");

    public static Refusal RestTaken { get; } =
        new(RefusalKind.Conflict, "link-rest-taken", "Another link carries all that has no link of its own.");

    public static Refusal Paused { get; } =
        new(RefusalKind.Conflict, "link-paused", "The link is paused. Resume it; it is tried at once then.");

    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "link-unknown", "There is no such link.");
}
