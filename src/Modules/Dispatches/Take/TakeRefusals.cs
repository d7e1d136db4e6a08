using Legation.Records;
using Legation.Records.Attachments;
using Legation.TextImport;

namespace Legation.Dispatches.Take;

/// <summary>Why a text is not taken, in words for officers.</summary>
internal static class TakeRefusals
{
    private const string Field = "file";

    public static Refusal TooLarge { get; } =
        new(
            RefusalKind.Invalid,
            "file-too-large",
            $"The file has more than {ImportLimits.MostFile / 1_000_000} MB. Save it without its pictures, or attach it instead.",
            Field
        );

    public static Refusal TooOften { get; } =
        new(
            RefusalKind.Unavailable,
            "too-many-texts",
            "Too many texts were taken within a minute. Try again in a moment."
        );

    public static Refusal Busy { get; } =
        new(
            RefusalKind.Unavailable,
            "texts-busy",
            "The node is taking the texts of others, so nothing was taken. Try again in a moment."
        );

    public static Refusal Undecided { get; } =
        new(
            RefusalKind.Conflict,
            "former-text-undecided",
            "The draft has two texts since another file was taken. Decide on the page of the draft which one it keeps; then choose the file again.",
            Field
        );

    public static Refusal TooLong { get; } =
        new(
            RefusalKind.Invalid,
            "text-too-long",
            "With what is there the text would have more than a million characters. Attach the file instead.",
            Field
        );

    public static Refusal Changed { get; } =
        new(
            RefusalKind.Conflict,
            "draft-changed",
            "The draft was changed meanwhile, so nothing was taken. Choose the file again.",
            Field
        );

    public static Refusal NoFile { get; } =
        new(RefusalKind.Invalid, "no-file", "Choose a Word file (.docx) or a page (.html).", Field);

    public static Refusal NoMail { get; } = new(RefusalKind.Invalid, "no-mail", "Choose a mail (.eml).", Field);

    public static Refusal OutOfDate { get; } =
        new(
            RefusalKind.Conflict,
            "page-out-of-date",
            "The page was out of date, so nothing was taken. Choose the file again.",
            Field
        );

    public static Refusal NothingKept { get; } =
        new(RefusalKind.Conflict, "nothing-kept", "There is no other text of this draft any more.", "text");

    /// <summary>What the page says of a refusal after its form was posted.</summary>
    public static string SentenceOf(string code) =>
        Own.FirstOrDefault(refusal => refusal.Code == code)?.Sentence
        ?? TextRefusal.Known.FirstOrDefault(refusal => refusal.Code == code)?.Sentence
        ?? "The file could not be taken. Copy its text instead.";

    private static IEnumerable<Refusal> Own =>
        [
            TooLarge,
            TooOften,
            Busy,
            Undecided,
            TooLong,
            Changed,
            NoFile,
            NoMail,
            OutOfDate,
            DispatchRefusals.NotYourDuty,
            DispatchRefusals.NotReturned,
            AttachmentRefusals.NoRoom,
        ];

    public static Refusal Of(TextRefusal refusal) => new(RefusalKind.Invalid, refusal.Code, refusal.Sentence, Field);
}
