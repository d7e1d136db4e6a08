using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Cards;

/// <summary>
/// Reads files of vCards 4.0 and 3.0, strictly in form; properties that the directory has no place for are passed over.
/// A wrong file is refused as a whole, with the line.
/// </summary>
internal static class CardReader
{
    public const int MostCards = 2000;
    private const string NoLanguage = "und";

    public static Outcome<IReadOnlyList<VCard>> Read(string text)
    {
        var cards = new List<VCard>();
        List<ContentLine>? open = null;
        foreach (var (number, unfolded) in Unfold(text))
        {
            if (Parse(number, unfolded) is not { } line)
                return Wrong(number, "is no line of a vCard; it reads NAME:value");
            if (line.Name == "BEGIN" && open is null && IsCard(line))
                open = [line];
            else if (line.Name == "END" && open is not null && IsCard(line))
            {
                if (Problem(open) is { } problem)
                    return problem;
                cards.Add(Make(open));
                open = null;
            }
            else if (open is null || line.Name is "BEGIN" or "END")
                return Wrong(number, "stands outside of BEGIN:VCARD and END:VCARD");
            else
                open.Add(line);
            if (cards.Count > MostCards)
                return Wrong(number, $"begins more than the {MostCards} cards that one file may have");
        }
        return open is not null ? Wrong(open[0].Number, "begins a card that does not end")
            : cards.Count == 0 ? Wrong(1, "begins no card: the file has none")
            : cards;
    }

    private static Refusal? Problem(List<ContentLine> lines) =>
        lines.Find(line => line.Name == "VERSION")?.Value.Trim() is not ("4.0" or "3.0")
            ? Wrong(lines[0].Number, "begins a card of another version than 4.0 and 3.0; export it anew")
        : lines.Exists(line => line.Name == "FN" && line.Text.Trim().Length > 0) ? null
        : Wrong(lines[0].Number, "begins a card without a name (FN)");

    private static VCard Make(List<ContentLine> lines)
    {
        var parts = lines.Where(line => line.Name == "N").ToList();
        var address = lines.Find(line => line.Name == "ADR")?.Parts();
        return new VCard
        {
            Line = lines[0].Number,
            Kind = One(lines, "KIND")?.ToLowerInvariant() ?? "individual",
            Uid = One(lines, "UID"),
            Names = [.. lines.Where(line => line.Name == "FN").Select(line => Name(line, parts)).Distinct()],
            FormOfAddress = parts.Select(line => At(line.Parts(), 3)).FirstOrDefault(said => said is not null),
            Titles = [.. lines.Where(line => line.Name == "TITLE").Select(line => line.Text.Trim())],
            Organisation = [.. (lines.Find(line => line.Name == "ORG")?.Parts() ?? []).Select(part => part.Trim())],
            Contact = new ContactDetails(
                Number(
                    lines,
                    line => !line.IsOfType("cell") && !line.IsOfType(CardWriter.Duty) && !line.IsOfType("fax")
                ),
                Number(lines, line => line.IsOfType("cell")),
                Number(lines, line => line.IsOfType(CardWriter.Duty)),
                One(lines, "EMAIL")
            ),
            Place = address is null ? null : At(address, 3),
            Country = address is not null && At(address, 6) is { Length: 2 } code ? code.ToUpperInvariant() : null,
            Zone = One(lines, "TZ"),
        };
    }

    // The parts of the name in the same language; of one language alone, whatever that is.
    private static LocalisedName Name(ContentLine written, List<ContentLine> parts)
    {
        var (text, lang) = (written.Text.Trim(), written.Parameter("LANGUAGE"));
        var own = parts.Find(line => line.Parameter("LANGUAGE") == lang) ?? (parts is [var only] ? only : null);
        var family = own is null ? null : At(own.Parts(), 0);
        return new LocalisedName(
            text,
            lang ?? NoLanguage,
            own?.Parameter("SORT-AS")?.Trim() is { Length: > 0 } reading ? reading : null,
            family is not null
            && (text.StartsWith(family, StringComparison.Ordinal) || text.EndsWith(family, StringComparison.Ordinal))
                ? family
                : null
        );
    }

    private static string? Number(List<ContentLine> lines, Func<ContentLine, bool> isThat)
    {
        var said = lines.Find(line => line.Name == "TEL" && isThat(line))?.Text.Trim();
        return said is null ? null
            : said.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? said[4..]
            : said;
    }

    private static string? One(List<ContentLine> lines, string name) =>
        lines.Find(line => line.Name == name)?.Text.Trim() is { Length: > 0 } said ? said : null;

    private static string? At(IReadOnlyList<string> parts, int index) =>
        parts.Count > index && parts[index].Trim() is { Length: > 0 } part ? part : null;

    private static bool IsCard(ContentLine line) =>
        line.Value.Trim().Equals("VCARD", StringComparison.OrdinalIgnoreCase);

    // §3.2: a line that begins with a space or a tab goes on from the one before.
    private static IEnumerable<(int Number, string Line)> Unfold(string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; )
        {
            var first = i;
            var line = new StringBuilder(lines[i++]);
            while (i < lines.Length && lines[i] is [' ' or '\t', ..])
                line.Append(lines[i++].AsSpan(1));
            if (!string.IsNullOrWhiteSpace(line.ToString()))
                yield return (first + 1, line.ToString());
        }
    }

    private static ContentLine? Parse(int number, string line)
    {
        if (Split(line, ':') is not [var head, var value])
            return null;
        var words = SplitAll(head, ';');
        var name = words[0].Split('.')[^1];
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? new ContentLine(number, name.ToUpperInvariant(), [.. words.Skip(1).Select(Parameter)], value)
            : null;
    }

    private static (string Name, string Value) Parameter(string word) =>
        word.Split('=', 2) is [var name, var value]
            ? (name.ToUpperInvariant(), Unquote(value))
            // As 3.0 allowed: a type without its name.
            : ("TYPE", word);

    private static string Unquote(string value) =>
        value
            .Replace("\"", "", StringComparison.Ordinal)
            .Replace("^^", "\u0001", StringComparison.Ordinal)
            .Replace("^n", "\n", StringComparison.Ordinal)
            .Replace("^'", "\"", StringComparison.Ordinal)
            .Replace('\u0001', '^');

    private static string[] Split(string text, char separator)
    {
        var at = Ends(text, separator).FirstOrDefault(-1);
        return at < 0 ? [text] : [text[..at], text[(at + 1)..]];
    }

    private static List<string> SplitAll(string text, char separator)
    {
        var (parts, start) = (new List<string>(), 0);
        foreach (var end in Ends(text, separator).Append(text.Length))
        {
            parts.Add(text[start..end]);
            start = end + 1;
        }
        return parts;
    }

    // Where the separator stands outside of quotes.
    private static IEnumerable<int> Ends(string text, char separator)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == separator && !quoted)
                yield return i;
    }

    private static Refusal Wrong(int line, string rule) =>
        new(RefusalKind.Invalid, "vcard", string.Create(CultureInfo.InvariantCulture, $"Line {line} {rule}."), "file");
}
