using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Legation.TextImport;

/// <summary>Numbers as lists show them: a, iv, 三, ①.</summary>
internal static class NumberSigns
{
    private const int MostRoman = 3999;
    private const int Letters = 26;
    private const string Ideographs = "〇一二三四五六七八九";
    private const string Ganada = "가나다라마바사아자차카타파하";
    private const string Aiueo =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    private const string Iroha =
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";

    private static readonly ImmutableArray<(int Value, string Sign)> RomanSigns =
    [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];

    /// <summary>The number in a form that Word names (ECMA-376 Part 1 §17.18.59); in digits if it is another.</summary>
    public static string Of(int value, string? form) =>
        form switch
        {
            "lowerLetter" => Letter(value, isUpper: false),
            "upperLetter" => Letter(value, isUpper: true),
            "lowerRoman" => Roman(value, isUpper: false),
            "upperRoman" => Roman(value, isUpper: true),
            "decimalZero" => value.ToString("00", CultureInfo.InvariantCulture),
            "decimalFullWidth" or "decimalFullWidth2" => Wide(value),
            "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" when value is >= 1 and <= 20 => (
                (char)(0x2460 + value - 1)
            ).ToString(),
            "japaneseCounting"
            or "chineseCounting"
            or "koreanCounting"
            or "taiwaneseCounting"
            or "chineseCountingThousand"
            or "japaneseDigitalTenThousand"
            or "ideographDigital"
            or "taiwaneseCountingThousand" when value is >= 1 and < 100 => Ideographic(value),
            "ganada" when value >= 1 && value <= Ganada.Length => Ganada[value - 1].ToString(),
            "aiueo" or "aiueoFullWidth" when value >= 1 && value <= Aiueo.Length => Aiueo[value - 1].ToString(),
            "iroha" or "irohaFullWidth" when value >= 1 && value <= Iroha.Length => Iroha[value - 1].ToString(),
            _ => Digits(value),
        };

    public static string Roman(int value, bool isUpper)
    {
        if (value is < 1 or > MostRoman)
            return Digits(value);
        var signs = new StringBuilder();
        foreach (var (worth, sign) in RomanSigns)
            for (; value >= worth; value -= worth)
                signs.Append(sign);
        return isUpper ? signs.ToString().ToUpperInvariant() : signs.ToString();
    }

    // Behind z comes aa, then bb.
    private static string Letter(int value, bool isUpper) =>
        value is < 1 or > Letters * 9
            ? Digits(value)
            : new string((char)((isUpper ? 'A' : 'a') + ((value - 1) % Letters)), ((value - 1) / Letters) + 1);

    private static string Ideographic(int value) =>
        (value / 10, value % 10) switch
        {
            (0, var ones) => Ideographs[ones].ToString(),
            (var tens, var ones) => (tens == 1 ? "" : Ideographs[tens].ToString())
                + "十"
                + (ones == 0 ? "" : Ideographs[ones].ToString()),
        };

    private static string Wide(int value) => string.Concat(Digits(value).Select(c => (char)(c - '0' + '０')));

    private static string Digits(int value) => value.ToString(CultureInfo.InvariantCulture);
}
