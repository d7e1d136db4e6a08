using System.Globalization;

namespace Legation.Relay;

/// <summary>
/// Text that a peer has chosen. On a terminal or in a log a line break or an escape sequence would pass for words of
/// this node.
/// </summary>
public static class PeerText
{
    internal const int LongestCode = 64;

    /// <summary>The text in one line: what is no character to be seen is a space.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.Select(c => IsSeen(c) ? c : ' '));
    }

    /// <summary>Whether a text is a code: 1 to 64 of the characters a to z, 0 to 9 and the hyphen.</summary>
    internal static bool IsCode(string text) =>
        text.Length is > 0 and <= LongestCode
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    // Format: also what turns the direction of writing, behind which words can be hidden.
    private static bool IsSeen(char c) =>
        char.GetUnicodeCategory(c)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
