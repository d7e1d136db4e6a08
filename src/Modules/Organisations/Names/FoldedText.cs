using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Legation.Organisations.Names;

/// <summary>
/// Text as it is searched: without case, accents, spaces and punctuation, kana as hiragana, so that <c>Tanabe Koichi</c>
/// finds <c>Tanabe Kōichi</c> and たなべこういち finds タナベ コウイチ.
/// </summary>
internal static class FoldedText
{
    private const char FirstKatakana = 'ァ';
    private const char LastKatakana = 'ヶ';
    private const int KatakanaToHiragana = 'ァ' - 'ぁ';

    // Letters that no normalisation takes apart, as one writes them where the keyboard lacks them.
    private static readonly FrozenDictionary<char, string> Apart = new Dictionary<char, string>
    {
        ['ø'] = "o",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ß'] = "ss",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
    }.ToFrozenDictionary();

    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
            if (char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && IsSearched(c))
                Append(folded, char.ToLowerInvariant(c));
        return folded.ToString();
    }

    private static bool IsSearched(char c) => char.IsLetterOrDigit(c) || c is '@' or '+' || char.IsSurrogate(c);

    private static void Append(StringBuilder folded, char c)
    {
        if (Apart.TryGetValue(c, out var letters))
            folded.Append(letters);
        else
            folded.Append(c is >= FirstKatakana and <= LastKatakana ? (char)(c - KatakanaToHiragana) : c);
    }
}
