using System.Globalization;

namespace Legation.TextImport.Writing;

/// <summary>A number with which Markdown begins an item: 3. or 3), b., iv.</summary>
/// <param name="Form">1, a, A, i or I, as HTML names the forms.</param>
/// <param name="Value">1 or more.</param>
/// <param name="Behind">The full stop or parenthesis.</param>
internal sealed record ListNumber(char Form, int Value, char Behind)
{
    private const string Roman = "ivxlcdmIVXLCDM";
    private const int MostDigits = 9;

    /// <summary>Null if Markdown has no such number; the one before decides between c as letter and as number.</summary>
    public static ListNumber? Read(string number, ListNumber? before)
    {
        if (number.Length is < 2 or > MostDigits + 1 || number[^1] is not ('.' or ')'))
            return null;
        var (sign, behind) = (number[..^1], number[^1]);
        if (sign.All(char.IsAsciiDigit))
            return sign[0] == '0' && sign.Length > 1
                ? null
                : new ListNumber('1', int.Parse(sign, CultureInfo.InvariantCulture), behind);
        if (before is { Form: 'i' or 'I' } && sign.All(c => Roman.Contains(c, StringComparison.Ordinal)))
            return OfRoman(sign, before.Form, before.Value + 1, behind);
        if (sign.Length == 1 && char.IsAsciiLetter(sign[0]))
            return sign is "i" or "I" && before is null
                ? new ListNumber(sign[0], 1, behind)
                : new ListNumber(char.IsAsciiLetterLower(sign[0]) ? 'a' : 'A', (sign[0] | 0x20) - 'a' + 1, behind);
        return null;
    }

    public string Written(char behind) => Sign + behind;

    private string Sign =>
        Form switch
        {
            'a' or 'A' => ((char)(Form + Value - 1)).ToString(),
            'i' or 'I' => NumberSigns.Roman(Value, isUpper: Form == 'I'),
            _ => Value.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Whether it follows the other in one list.</summary>
    public bool Follows(ListNumber? other) => other is not null && other.Form == Form && other.Value + 1 == Value;

    private static ListNumber? OfRoman(string sign, char form, int value, char behind) =>
        NumberSigns.Roman(value, form == 'I') == sign ? new ListNumber(form, value, behind) : null;
}
