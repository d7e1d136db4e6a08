using System.Globalization;
using System.Text;
using Legation.Organisations.Contracts;

namespace Legation.Organisations.Names;

/// <summary>
/// Which characters a name may have. Marks that turn the direction of text could make a list say what is not so, and so
/// could what cannot be seen; names from right to left need none of them.
/// </summary>
internal static class NameRule
{
    public const int Longest = 200;

    // They join or part letters in Persian, Hindi and others (Unicode 16, §23.2), and turn nothing.
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;

    /// <summary>What is wrong with the text as a name, to follow its place; null: nothing.</summary>
    public static string? Problem(string text) =>
        string.IsNullOrWhiteSpace(text) ? "is empty"
        : text.Length > Longest ? string.Create(CultureInfo.InvariantCulture, $"is longer than {Longest} characters")
        : text.EnumerateRunes().Where(rune => !MayStand(rune)).Select(Said).FirstOrDefault();

    /// <summary>What is wrong with a name; null: nothing.</summary>
    public static string? Problem(LocalisedName name) =>
        Problem(name.Text)
        ?? (name.Reading is { } reading ? Problem(reading) : null)
        ?? (
            name.Family is not { } family ? null
            : family.Length == 0 ? "has an empty family name"
            : name.Text.StartsWith(family, StringComparison.Ordinal)
            || name.Text.EndsWith(family, StringComparison.Ordinal)
                ? null
            : "neither begins nor ends with its family name"
        );

    /// <summary>Whether it has the form of a tag of a language (RFC 5646 §2.1): words of letters and digits, of eight at most.</summary>
    public static bool IsTag(string lang) =>
        lang.Split('-').All(word => word.Length is > 0 and <= 8 && word.All(char.IsAsciiLetterOrDigit));

    /// <summary>The text as it is shown, whoever wrote it: without what may not stand in a name.</summary>
    public static string Shown(string text) =>
        text.EnumerateRunes().All(MayBeShown)
            ? text
            : string.Concat(text.EnumerateRunes().Where(MayBeShown).Select(rune => rune.ToString()));

    /// <summary>The same of a whole name.</summary>
    public static LocalisedName Shown(LocalisedName name) =>
        name with
        {
            Text = Shown(name.Text),
            Reading = name.Reading is { } reading ? Shown(reading) : null,
            Family = name.Family is { Length: > 0 } family && Problem(name) is null ? family : null,
        };

    private static bool MayStand(Rune rune) =>
        MayBeShown(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.OtherSymbol;

    private static bool MayBeShown(Rune rune) =>
        rune.Value is NonJoiner or Joiner
        || Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            )
            && rune != Rune.ReplacementChar;

    private static string Said(Rune rune) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"has the character U+{rune.Value:X4}, which is {Sort(rune)}; write letters, marks and punctuation"
        );

    private static string Sort(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.OtherSymbol => "a picture or sign",
            UnicodeCategory.Format => "not seen and may turn the direction of text",
            _ => "not a character of writing",
        };
}
