using System.Globalization;
using Legation.Ui;

namespace Legation.Dispatches.Portions;

/// <summary>
/// What people call the paragraphs of a text: by their own numbers; in a text without numbers by counting; else, and where
/// two have the same number, by their first words.
/// </summary>
internal sealed class PortionNames(IReadOnlyList<MarkdownParagraph> parts, Func<MarkdownParagraph, string> beginning)
{
    private readonly ILookup<int, MarkdownParagraph> numbered = parts
        .Where(part => part.Number is not null)
        .ToLookup(part => part.Number!.Value);

    private readonly Dictionary<int, int> counted = parts
        .Where(part => part is { Words: not null } or { Code.Length: > 0 })
        .Select((part, i) => (part.Start, Count: i + 1))
        .ToDictionary(entry => entry.Start, entry => entry.Count);

    public string Of(MarkdownParagraph part)
    {
        if (part.Number is { } number && numbered[number].Count() == 1)
            return Numbered(number);
        return numbered.Count == 0 && counted.TryGetValue(part.Start, out var count)
            ? Numbered(count)
            : $"{(part.Number is { } shared ? Numbered(shared) + " " : part.Label is null ? "Paragraph " : "Note ")}“{beginning(part)}”";
    }

    private static string Numbered(int number) => $"Paragraph {number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>Counts the numbered paragraphs that are left, so that the count has no gap.</summary>
internal sealed class PortionNumbers
{
    private int? original;
    private int? given;

    /// <summary>The number that a paragraph gets; null: it has none.</summary>
    /// <param name="number">The number that it had.</param>
    /// <param name="kept">Whether it is left.</param>
    public int? Next(int? number, bool kept)
    {
        if (number is not { } had)
            return null;
        // A count that starts again, starts again.
        if (original is null || had <= original)
            given = had - 1;
        original = had;
        return kept ? ++given : given;
    }
}
