using System.Collections.Immutable;
using System.Text;

namespace Legation.Organisations.Cards;

/// <summary>A line of a vCard: a property with its parameters and its value (RFC 6350 §3.3).</summary>
/// <param name="Number">Where it begins in the file, counted from 1.</param>
/// <param name="Name">In capitals.</param>
/// <param name="Parameters">Their names in capitals; values as they are meant.</param>
/// <param name="Value">As it is written, still escaped.</param>
internal sealed record ContentLine(
    int Number,
    string Name,
    ImmutableArray<(string Name, string Value)> Parameters,
    string Value
)
{
    // §3.2 counts octets.
    private const int LongestLine = 75;

    public string? Parameter(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name).Value;

    /// <summary>Whether one of the types is said, alone or in a list.</summary>
    public bool IsOfType(string type) =>
        Parameters
            .Where(parameter => parameter.Name == "TYPE")
            .SelectMany(parameter => parameter.Value.Split(','))
            .Contains(type, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value's parts, as they are meant.</summary>
    public IReadOnlyList<string> Parts(char separator = ';')
    {
        var parts = new List<StringBuilder> { new() };
        for (var i = 0; i < Value.Length; i++)
            if (Value[i] == '\\' && i + 1 < Value.Length)
                parts[^1].Append(Value[++i] is 'n' or 'N' ? '\n' : Value[i]);
            else if (Value[i] == separator)
                parts.Add(new StringBuilder());
            else
                parts[^1].Append(Value[i]);
        return parts.ConvertAll(part => part.ToString());
    }

    /// <summary>The value as it is meant, where it has one part.</summary>
    public string Text => Parts('\0')[0];

    /// <summary>A part of a value as it is written (§3.4).</summary>
    public static string Escape(string? text) =>
        (text ?? "")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace("\r\n", "\\n", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>The value of a parameter as it is written (RFC 6868).</summary>
    public static string Quote(string text) =>
        '"'
        + text.Replace("^", "^^", StringComparison.Ordinal)
            .Replace("\"", "^'", StringComparison.Ordinal)
            .Replace("\n", "^n", StringComparison.Ordinal)
        + '"';

    /// <summary>
    /// The line broken where it is too long, never within a character (§3.2), and nowhere else: without control
    /// characters, which §3.3 permits in no value.
    /// </summary>
    public static string Fold(string line)
    {
        var folded = new StringBuilder();
        var length = 0;
        foreach (var rune in line.EnumerateRunes().Where(rune => !Rune.IsControl(rune)))
        {
            if (length + rune.Utf8SequenceLength > LongestLine)
            {
                folded.Append("\r\n ");
                length = 1;
            }
            folded.Append(rune.ToString());
            length += rune.Utf8SequenceLength;
        }
        return folded.Append("\r\n").ToString();
    }
}
