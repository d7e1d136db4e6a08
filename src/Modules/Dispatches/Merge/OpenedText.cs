using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Legation.Ui;

namespace Legation.Dispatches.Merge;

/// <summary>
/// Subject and paragraphs of a text as a writer opened it, as hashes in his form: when another has saved meanwhile, they tell
/// which of the two has changed one.
/// </summary>
/// <param name="Number">Number of the draft then.</param>
/// <param name="Subject">Hash of the subject.</param>
/// <param name="Paragraphs">Those of the paragraphs.</param>
internal sealed record OpenedText(int Number, string Subject, ImmutableHashSet<string> Paragraphs)
{
    public static string Write(int number, string subject, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}:{Hash(subject)}:")
        + string.Join(' ', ParagraphsOf(text).Select(Hash).Distinct());

    /// <summary>
    /// Null if there is none, or it is of a later state than that from which the writer set out: a window may bring back
    /// what was typed into an earlier one.
    /// </summary>
    public static OpenedText? Read(string? written, int? setOutFrom) =>
        written?.Split(':') is [var first, var subject, var hashes]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= setOutFrom
            ? new OpenedText(number, subject, [.. hashes.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
            : null;

    public static IEnumerable<string> ParagraphsOf(string text) =>
        MarkdownParagraphs.Of(text).Select(part => text[part.Start..part.End]).Where(part => part.Trim().Length > 0);

    public bool Has(string paragraph) => Paragraphs.Contains(Hash(paragraph));

    public bool HadSubject(string subject) => Subject == Hash(subject);

    private static string Hash(string paragraph) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextMerge.Plain(paragraph))))[..8];
}
