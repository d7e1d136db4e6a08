using System.Globalization;
using System.Text;

namespace Legation.TextImport.Blocks;

/// <summary>
/// Words without what no reader sees: control signs, signs that turn the direction of writing, behind which words can be
/// hidden, and characters for private use. The marks of one direction and the joiners of scripts stay: right-to-left
/// writing and emoji need them.
/// </summary>
internal static class PlainText
{
    public static string Of(string text, DroppedParts dropped)
    {
        if (IsPlain(text))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Kept(rune, dropped) is { } kept)
                plain.Append(kept);
        return plain.ToString();
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (c is < ' ' or > '~' && !(char.IsLetterOrDigit(c) && !char.IsSurrogate(c)))
                return false;
        return true;
    }

    private static Rune? Kept(Rune rune, DroppedParts dropped)
    {
        switch (rune.Value)
        {
            case '\t' or '\n' or '\r' or '\f' or 0x2028 or 0x2029:
                return new Rune(' ');
            // Where a word may be divided: layout, not text.
            case 0x00AD or 0x200B or 0x2060:
                return null;
            case 0x200C or 0x200D or 0x200E or 0x200F or 0x061C:
                return rune;
            case (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x206F):
                return Without(TextPart.DirectionMark, dropped);
        }
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.PrivateUse => Without(TextPart.Symbol, dropped),
            UnicodeCategory.Control or UnicodeCategory.Format => Without(TextPart.ControlSign, dropped),
            _ when rune == Rune.ReplacementChar || IsNoCharacter(rune.Value) => Without(TextPart.ControlSign, dropped),
            _ => rune,
        };
    }

    private static bool IsNoCharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;

    private static Rune? Without(TextPart part, DroppedParts dropped)
    {
        dropped.Add(part);
        return null;
    }
}
