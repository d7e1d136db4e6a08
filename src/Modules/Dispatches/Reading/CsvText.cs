using System.Buffers;

namespace Legation.Dispatches.Reading;

/// <summary>Lines of a CSV file (RFC 4180) that a spreadsheet shows but never runs.</summary>
internal static class CsvText
{
    // With these a spreadsheet begins a formula; the wide forms too, where the keyboard is Japanese or Korean.
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠|";
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",;\r\n\t ");

    public static string Line(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    public static string Field(string? text)
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
