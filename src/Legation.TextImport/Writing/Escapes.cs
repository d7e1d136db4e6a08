using System.Text;
using System.Text.RegularExpressions;

namespace Legation.TextImport.Writing;

/// <summary>
/// Writes words so that Markdown reads them as words. Brackets and parentheses are left as they are, wherever that can be:
/// what could be meant for the marking of a paragraph must not be hidden behind escapes from the check before release.
/// </summary>
internal static partial class Escapes
{
    /// <summary>Appends words.</summary>
    /// <param name="to">What was written before, on this line and above.</param>
    /// <param name="text">Words without line breaks.</param>
    /// <param name="beginsLine">Whether nothing stands before them on their line.</param>
    /// <param name="next">What is written behind them; a line's end if nothing.</param>
    public static void Append(StringBuilder to, string text, bool beginsLine, char next)
    {
        var at = beginsLine ? LineStart(to, text) : 0;
        for (; at < text.Length; at++)
        {
            var before =
                at > 0 ? text[at - 1]
                : beginsLine ? '\n'
                : Last(to);
            var behind = at + 1 < text.Length ? text[at + 1] : next;
            Append(to, text[at], before, behind, text.AsSpan(at));
        }
    }

    private static void Append(StringBuilder to, char sign, char before, char behind, ReadOnlySpan<char> rest)
    {
        // A space between, for an escape would hide the bracket from whoever looks for markings.
        if (sign == '(' && before == ']')
            to.Append(' ');
        if (IsMarkup(sign, before, behind, rest))
            to.Append('\\');
        to.Append(sign);
    }

    private static bool IsMarkup(char sign, char before, char behind, ReadOnlySpan<char> rest) =>
        sign switch
        {
            '*' or '`' or '|' => true,
            '\\' => behind is '\n' or '\r'
                || char.IsAscii(behind) && (char.IsPunctuation(behind) || char.IsSymbol(behind)),
            '_' => !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(behind)),
            '<' => char.IsAsciiLetter(behind) || behind is '/' or '!' or '?',
            '&' => Entity().IsMatch(rest),
            '!' => behind == '[',
            '^' => before == '[',
            ':' => before == ']',
            _ => false,
        };

    // What a line of Markdown may begin with: headings, quotations, rules, lists, code.
    private static int LineStart(StringBuilder to, string text)
    {
        if (Sign().Match(text) is { Success: true })
        {
            to.Append('\\').Append(text[0]);
            return 1;
        }
        if (Number().Match(text) is not { Success: true } number)
            return 0;
        to.Append(text, 0, number.Length - 1).Append('\\').Append(text[number.Length - 1]);
        return number.Length;
    }

    private static char Last(StringBuilder to) => to.Length == 0 ? '\n' : to[^1];

    [GeneratedRegex(@"\A(?:[#>=]|~~~|[-+](?![\p{L}\p{N}]))")]
    private static partial Regex Sign();

    [GeneratedRegex(@"\A(?:[0-9]{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9})[.)](?=\s|\z)")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A&#?[a-zA-Z0-9]{1,40};")]
    private static partial Regex Entity();
}
