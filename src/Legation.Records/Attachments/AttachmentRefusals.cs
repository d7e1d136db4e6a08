namespace Legation.Records.Attachments;

/// <summary>Refusals that content can meet, whatever names it.</summary>
public static class AttachmentRefusals
{
    /// <summary>A record of this node's own names content that this node has not.</summary>
    public static Refusal NotHere { get; } =
        new(RefusalKind.Conflict, "attachment-not-here", "A file that this names is not here. Attach it again.");

    /// <summary>Longer than <see cref="AttachmentFiles.Largest"/>.</summary>
    public static Refusal TooLarge { get; } =
        new(RefusalKind.Invalid, "attachment-too-large", "A file has at most 1 GB. Divide it and attach the parts.");

    /// <summary>It would leave less than <see cref="AttachmentFiles.LeftFree"/> free on the disk.</summary>
    public static Refusal NoRoom { get; } =
        new(
            RefusalKind.Unavailable,
            "no-room",
            "The node's disk has no room for files now. Release the dispatch without the file, or ask the operator for room."
        );

    /// <summary>No bytes at all.</summary>
    public static Refusal Empty { get; } =
        new(RefusalKind.Invalid, "attachment-empty", "The file is empty. Choose another one.");
}
