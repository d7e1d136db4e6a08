using Legation.Records;

namespace Legation.Dispatches.Attach;

/// <summary>Why a file is not attached, in words for officers.</summary>
internal static class AttachRefusals
{
    public const int MostFiles = 20;
    public const long MostBytes = 2_000_000_000;

    public static Refusal NoName { get; } =
        new(
            RefusalKind.Invalid,
            "attachment-name",
            "Choose a file, and give it a name of 1 to 200 characters.",
            "name"
        );

    public static Refusal TooMany { get; } =
        new(RefusalKind.Invalid, "too-many-attachments", $"A dispatch has at most {MostFiles} files.", "attachments");

    public static Refusal TooMuch { get; } =
        new(
            RefusalKind.Invalid,
            "attachments-too-large",
            "The files of a dispatch have at most 2 GB together. Send the rest with another dispatch.",
            "attachments"
        );

    public static Refusal SameName { get; } =
        new(
            RefusalKind.Conflict,
            "attachment-name-taken",
            "A file of that name is attached already. Remove it first, or give this one another name.",
            "name"
        );

    public static Refusal SameContent { get; } =
        new(
            RefusalKind.Conflict,
            "attached-already",
            "This very file is attached already, under another name.",
            "name"
        );

    public static Refusal OutOfDate { get; } =
        new(
            RefusalKind.Conflict,
            "page-out-of-date",
            "The page was out of date, so nothing was attached. Choose the files again.",
            "attachments"
        );

    public static Refusal NoSuchFile { get; } =
        new(RefusalKind.NotFound, "no-such-attachment", "There is no such file at this dispatch.");

    public static Refusal OnItsWay { get; } =
        new(
            RefusalKind.Unavailable,
            "attachment-on-its-way",
            "This file is still on its way. The dispatch's page says how much of it has come."
        );
}
