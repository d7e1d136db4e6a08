using System.Globalization;

namespace Legation.TextImport;

/// <summary>Why nothing is taken, in words for officers.</summary>
internal static class TextRefusals
{
    public static TextRefusal Empty { get; } = new("no-text", "There is no text in it.");

    public static TextRefusal TooLong { get; } =
        new("text-too-long", "Its text has more than a million characters. Attach the file instead.");

    public static TextRefusal TooSlow { get; } =
        new("takes-too-long", "It is made so that it takes too long to read. Take it in parts, or as plain text.");

    public static TextRefusal HtmlTooLong { get; } =
        new(
            "html-too-long",
            $"The page has more than {ImportLimits.MostHtml / 1_000_000} million characters. Take it in parts, or as plain text."
        );

    public static TextRefusal FileTooLarge { get; } =
        new(
            "file-too-large",
            $"The file has more than {ImportLimits.MostFile / 1_000_000} MB. Save it without its pictures, or attach it instead."
        );

    public static TextRefusal NoWordFile { get; } =
        new(
            "not-a-word-file",
            "This is no Word file (.docx), or a damaged one. Save it again in Word, or copy its text."
        );

    public static TextRefusal NoText { get; } =
        new(
            "not-a-text-file",
            "This is neither a Word file (.docx) nor a page (.html). Attach it to the dispatch instead."
        );

    public static TextRefusal OldWordFile { get; } =
        new(
            "old-or-locked-word-file",
            "This is a Word file of the old form (.doc), or one with a password. Save it as .docx without a password."
        );

    public static TextRefusal Macros { get; } =
        new("word-file-with-macros", "Files with macros (.docm) are not read. Save it as .docx.");

    public static TextRefusal NoMail { get; } =
        new("not-a-mail", "This is no mail (.eml). Save the mail as .eml, or attach the file to a draft.");

    public static TextRefusal OutlookMail { get; } =
        new(
            "outlook-mail",
            "This is a mail in Outlook's own form (.msg), which is not read. Save or drag it as .eml, or copy its text."
        );

    public static TextRefusal MailTooLarge { get; } =
        new(
            "mail-too-large",
            $"The mail has more than {ImportLimits.MostFile / 1_000_000} MB. Save its files and attach them to a draft."
        );

    public static TextRefusal TooManyMailParts { get; } =
        new(
            "too-many-mail-parts",
            $"The mail has more than {ImportLimits.MostMailEntities} parts. Copy its text, and attach its files to a draft."
        );

    public static TextRefusal TooManyEntries { get; } =
        new("too-many-parts", "The file has more parts than a Word file has. Copy its text instead.");

    public static TextRefusal Unpacks(string part) =>
        new("unpacks-too-large", $"Its part {part} becomes too large when it is unpacked. Copy the text instead.");

    public static TextRefusal TooMuch(string what, int most) =>
        new(
            "too-much-markup",
            string.Create(
                CultureInfo.InvariantCulture,
                $"It has more than {most} {what}. Take it in parts, or as plain text."
            )
        );

    public static TextRefusal BadPart(string part) =>
        new("damaged-part", $"Its part {part} is no XML without a document type. Save it again in Word.");

    public static IReadOnlyList<TextRefusal> All { get; } =
    [
        Empty,
        TooLong,
        TooSlow,
        HtmlTooLong,
        FileTooLarge,
        NoWordFile,
        NoText,
        OldWordFile,
        Macros,
        TooManyEntries,
        Unpacks("of the text"),
        new(
            "too-much-markup",
            "It has more elements, or larger tables, than are read. Take it in parts, or as plain text."
        ),
        BadPart("of the text"),
        NoMail,
        OutlookMail,
        MailTooLarge,
        TooManyMailParts,
    ];
}
