using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Legation.Ui;

namespace Legation.Dispatches.Portions;

/// <summary>
/// A text and its paragraphs. A paragraph is marked by double brackets at its very beginning:
/// <c>3. [[ALLIANCE RESTRICTED // REL TO JPN]] The ministry …</c>
/// </summary>
internal sealed partial class PortionedText
{
    private const int BeginningLength = 60;
    private readonly string text;

    public PortionedText(string text)
    {
        this.text = text;
        var parts = MarkdownParagraphs.Of(text);
        var names = new PortionNames(parts, part => Beginning(part));
        Portions = [.. parts.Select((part, i) => new Portion(i, part, names.Of(part), Beginning(part), MarkOf(part)))];
        Referring = Portions
            .SelectMany(portion => portion.Part.RefersTo.Select(label => (label, portion)))
            .ToLookup(entry => entry.label, entry => entry.portion, StringComparer.OrdinalIgnoreCase);
        Labelled = Portions
            .Where(portion => portion.Part.Label is not null)
            .ToLookup(portion => portion.Part.Label!, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<Portion> Portions { get; }

    /// <summary>The paragraphs that refer to a label.</summary>
    public ILookup<string, Portion> Referring { get; }

    /// <summary>The footnotes and addresses of links under a label.</summary>
    public ILookup<string, Portion> Labelled { get; }

    public bool IsMarked => Portions.Any(portion => portion.Mark is not null);

    public IEnumerable<Portion> Seen => Portions.Where(portion => portion.IsSeen);

    /// <summary>What stands in the text of one paragraph.</summary>
    public string TextOf(Portion portion) => text[portion.Part.Start..portion.Part.End];

    /// <summary>What is shown of a paragraph: without number and marking.</summary>
    public string WordsOf(Portion portion) => WordsOf(portion.Part);

    /// <summary>
    /// All brackets that do not count as a marking. Those of code are none; but what is merely indented is code for
    /// Markdown alone, and its author may not know.
    /// </summary>
    public IEnumerable<Brackets> Brackets()
    {
        var code = Portions
            .SelectMany(portion => portion.Part.FencedCode.Concat(portion.Part.InlineCode))
            .OrderBy(stretch => stretch.Start.Value)
            .ToList();
        var (codes, places) = (code.ConvertAll(stretch => stretch.Start.Value), Portions.Select(Start).ToList());
        foreach (var (at, found) in BracketSigns.In(text).Concat(ParenthesisSigns.In(text)))
            if ((Last(codes, at) is var stretch and >= 0 && at < code[stretch].End.Value) || Last(places, at) < 0)
                continue;
            else if (
                found(Portions[Last(places, at)])
                is var brackets
                    and not { BeginsParagraph: true, Portion.Mark: not null }
            )
                yield return brackets;

        static int Start(Portion portion) => portion.Part.Start;
        static int Last(List<int> starts, int at) =>
            starts.BinarySearch(at) is >= 0 and var same ? same : ~starts.BinarySearch(at) - 1;
    }

    /// <summary>The text with another marking on a paragraph, or with none.</summary>
    public string With(Portion portion, string? mark)
    {
        var at = portion.Part.Words ?? throw new ArgumentException("It has no place for a marking.", nameof(portion));
        var behind = at + LengthOfMark(portion.Part);
        var words = text[behind..];
        return text[..at] + (mark is null ? words : $"[[{mark}]] {words}");
    }

    /// <summary>The text with other words in a paragraph, which keeps its number and its marking.</summary>
    public string WithWords(Portion portion, string words)
    {
        var part = portion.Part;
        var from = (part.Words ?? part.Start) + LengthOfMark(part);
        var to = part.Start + text[part.Start..part.End].TrimEnd().Length;
        return text[..from] + words + text[Math.Max(from, to)..];
    }

    /// <summary>The text with signs in the place of markings.</summary>
    /// <param name="signOf">The sign before a paragraph; null: what stands there is left.</param>
    public string With(Func<Portion, string?> signOf)
    {
        var shown = new StringBuilder();
        foreach (var portion in Portions)
            if (signOf(portion) is not { } sign)
                shown.Append(TextOf(portion));
            else if (portion.Part.Words is { } at)
                shown
                    .Append(text, portion.Part.Start, at - portion.Part.Start)
                    .Append(sign)
                    .Append(' ')
                    .Append(text[(at + LengthOfMark(portion.Part))..portion.Part.End]);
            else
                shown.Append(sign).Append("\n\n").Append(TextOf(portion));
        return shown.ToString();
    }

    public string WithoutMarks() =>
        string.Concat(
            Portions.Select(portion =>
                portion.Part.Words is { } at
                    ? text[portion.Part.Start..at] + text[(at + LengthOfMark(portion.Part))..portion.Part.End]
                    : TextOf(portion)
            )
        );

    /// <summary>The text of some of its paragraphs, numbered so that nobody sees that there were others.</summary>
    public string Only(IReadOnlyCollection<Portion> kept)
    {
        var joined = new StringBuilder();
        var numbers = new PortionNumbers();
        var places = kept.Select(portion => portion.Position).ToHashSet();
        Portion? before = null;
        foreach (var portion in Portions)
        {
            var isKept = places.Contains(portion.Position);
            var number = numbers.Next(portion.Part.Number, isKept);
            if (!isKept)
                continue;
            if (before is not null)
                joined.Append(before.Position == portion.Position - 1 ? Between(before) : "\n\n");
            joined.Append(number is null ? TextOf(portion).Trim('\r', '\n') : Numbered(portion, number.Value));
            before = portion;
        }
        return joined.ToString().TrimEnd();
    }

    private string Between(Portion portion) =>
        TextOf(portion) is var own ? own[own.TrimEnd().Length..].ReplaceLineEndings("\n") : "";

    private string Numbered(Portion portion, int number) =>
        Digits().Replace(TextOf(portion).Trim('\r', '\n'), number.ToString(CultureInfo.InvariantCulture), 1).TrimEnd();

    private string? MarkOf(MarkdownParagraph part) =>
        part.Words is { } at
        && part.Links.AsSpan().BinarySearch(at) < 0
        && Mark().Match(text, at) is { Success: true } match
        && match.Index + match.Length <= part.End
            ? match.Groups["mark"].Value.Trim()
            : null;

    private int LengthOfMark(MarkdownParagraph part) =>
        MarkOf(part) is null ? 0 : Mark().Match(text, part.Words!.Value).Length;

    private string WordsOf(MarkdownParagraph part)
    {
        var from = (part.Words ?? part.Start) + LengthOfMark(part);
        return text[from..part.End].Trim();
    }

    private string Beginning(MarkdownParagraph part)
    {
        var words = Spaces().Replace(WordsOf(part)[..Math.Min(WordsOf(part).Length, 4 * BeginningLength)], " ").Trim();
        if (words.Length <= BeginningLength)
            return words;
        var end = words.LastIndexOf(' ', BeginningLength);
        return words[..(end > BeginningLength / 2 ? end : BeginningLength)] + " …";
    }

    // The wide brackets of Japanese and Korean keyboards too.
    [GeneratedRegex(@"\G[\[［]{2}(?<mark>[^\[\]［］\r\n]*)[\]］]{2}[ \t\u00A0\u3000]*", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
