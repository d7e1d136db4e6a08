using System.Buffers;
using System.Globalization;
using NodaTime;

namespace Legation.Ui;

/// <summary>Lines of a CSV file (RFC 4180) that a spreadsheet shows but never runs.</summary>
public static class CsvText
{
    // With these a spreadsheet begins a formula; the wide forms too, where the keyboard is Japanese or Korean.
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠|";
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",;\r\n\t ");

    /// <summary>One line of the file.</summary>
    public static string Line(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    /// <summary>A node's local time with its offset, which sorts and which no spreadsheet misreads.</summary>
    public static string Time(Instant at, string zoneId) =>
        at.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId) ?? DateTimeZone.Utc)
            .ToOffsetDateTime()
            .ToString("uuuu-MM-dd HH:mm o<+HH:mm>", CultureInfo.InvariantCulture);

    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var shown = StartsFormula(text) || StartsFormula(text.TrimStart()) ? "'" + text : text;
        return shown.AsSpan().ContainsAny(NeedQuotes)
            ? $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : shown;
    }

    private static bool StartsFormula(string text) =>
        text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal);
}
