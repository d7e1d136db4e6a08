using System.Globalization;
using System.Text;

namespace Legation.Records.Search;

/// <summary>
/// Text as it is compared in searches: compatibility forms are one (NFKC), there is no case, and letters of Latin and
/// Greek have no diacritics. Kana keep their voicing marks and Cyrillic й its breve: those are other letters.
/// </summary>
internal static class FoldedText
{
    private const int FirstDiacritic = 0x300;
    private const int LastDiacritic = 0x36F;
    private const char Never = '\uFFFE';

    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Whole(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
            Append(rune, folded);
        return folded.ToString();
    }

    private static void Append(Rune rune, StringBuilder folded)
    {
        if (IsDiacritic(rune))
            return;
        if (rune.Value is 'ß' or 'ẞ')
            folded.Append("ss");
        else if (HasDiacritics(rune))
            foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
                Append(part, folded);
        else
            folded.Append(rune.Value is 'ς' ? "σ" : Rune.ToLowerInvariant(rune).ToString());
    }

    private static bool IsDiacritic(Rune rune) => rune.Value is >= FirstDiacritic and <= LastDiacritic;

    // Latin-1 to Latin Extended-B, Greek, and their extended blocks, where these decompose.
    private static bool HasDiacritics(Rune rune) =>
        rune.Value is (>= 0xC0 and <= 0x24F) or (>= 0x370 and <= 0x3FF) or (>= 0x1E00 and <= 0x1FFF)
        && !rune.ToString().IsNormalized(NormalizationForm.FormKD);

    // Normalising throws on half a surrogate pair and on what is no character.
    private static string Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains(Never))
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.Value == Never ? Rune.ReplacementChar.ToString() : rune.ToString());
        return whole.ToString();
    }

    /// <summary>Whether the character belongs to a word.</summary>
    public static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || IsOtherNumber(rune);

    /// <summary>Whether the character only continues a word: a vowel sign, a voicing mark.</summary>
    public static bool Continues(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsOtherNumber(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Whether the character is of a script that is searched by pairs: Han, kana, Hangul, Bopomofo.</summary>
    public static bool IsPaired(Rune rune) =>
        rune.Value
            is (>= 0x1100 and <= 0x11FF)
                or (>= 0x3005 and <= 0x3007)
                or (>= 0x3021 and <= 0x3029)
                or (>= 0x3031 and <= 0x3035)
                or (>= 0x3038 and <= 0x303C)
                or (>= 0x3041 and <= 0x309F)
                or (>= 0x30A1 and <= 0x30FA)
                or (>= 0x30FC and <= 0x318F)
                or (>= 0x31A0 and <= 0x31BF)
                or (>= 0x31F0 and <= 0x31FF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xAC00 and <= 0xD7FF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x1B000 and <= 0x1B16F)
                or (>= 0x20000 and <= 0x3FFFF);
}
