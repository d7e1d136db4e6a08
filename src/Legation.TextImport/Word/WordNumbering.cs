using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Legation.TextImport.Word;

/// <summary>Counts as Word does (ECMA-376 Part 1 §17.9): numbers are not in the text, but follow from all before them.</summary>
internal sealed partial class WordNumbering
{
    private const int Levels = 9;
    private const int MostLinks = 5;
    private readonly Dictionary<string, XElement> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XElement> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int?[]> counts = new(StringComparer.Ordinal);
    private readonly HashSet<(string List, int Level)> restarted = [];
    private readonly WordStyles styles;

    public WordNumbering(XElement? part, WordStyles styles)
    {
        this.styles = styles;
        foreach (var definition in part.Children("abstractNum"))
            if (definition.Value("abstractNumId") is { } id)
                definitions.TryAdd(id, definition);
        foreach (var list in part.Children("num"))
            if (list.Value("numId") is { } id)
                lists.TryAdd(id, list);
    }

    /// <summary>Level and number of the next paragraph; null if it belongs to no list. A null number is a bullet.</summary>
    public (int Level, string? Number)? Next(XElement? properties)
    {
        var own = properties.Child("numPr");
        var given = own.Child("numId") is null ? styles.Numbering(properties) : own;
        if (
            given.Child("numId").Value() is not { } id
            || !lists.TryGetValue(id, out var list)
            || Definition(list) is not { } definition
        )
            return null;
        var level = Math.Clamp(
            own.Child("ilvl").Number() ?? given.Child("ilvl").Number() ?? LevelOfStyle(definition, properties),
            0,
            Levels - 1
        );
        var form = Level(list, definition, level);
        if (form is null || form.Child("numFmt").Value() == "none")
            return null;
        Count(list, id, definition, level);
        if (form.Child("numFmt").Value() == "bullet")
            return (level, null);
        var number = Words(list, definition, level);
        return number.Length == 0 ? null : (level, number);
    }

    private void Count(XElement list, string id, XElement definition, int level)
    {
        var counted = Counts(definition);
        var start = Override(list, level).Child("startOverride").Number();
        if (start is { } from && restarted.Add((id, level)))
            counted[level] = from;
        else
            counted[level] = counted[level] is { } last
                ? Math.Min(last, int.MaxValue - 1) + 1
                : Start(list, definition, level);
        for (var deeper = level + 1; deeper < Levels; deeper++)
            if (
                Level(list, definition, deeper).Child("lvlRestart").Number() is not { } under
                || under > level && under > 0
            )
                counted[deeper] = null;
    }

    private string Words(XElement list, XElement definition, int level)
    {
        var form = Level(list, definition, level)!;
        var isLegal = form.Switch("isLgl") == true;
        return Place()
            .Replace(
                form.Child("lvlText").Value() ?? "",
                found =>
                {
                    var at = found.Value[1] - '1';
                    var value = Counts(definition)[at] ??= Start(list, definition, at);
                    return NumberSigns.Of(value, isLegal ? null : Level(list, definition, at).Child("numFmt").Value());
                }
            )
            .Trim();
    }

    private int?[] Counts(XElement definition)
    {
        var id = definition.Value("abstractNumId")!;
        return counts.TryGetValue(id, out var found) ? found : counts[id] = new int?[Levels];
    }

    private static int Start(XElement list, XElement definition, int level) =>
        Override(list, level).Child("startOverride").Number()
        ?? Level(list, definition, level).Child("start").Number()
        ?? 1;

    private static XElement? Override(XElement list, int level) =>
        list.Children("lvlOverride").FirstOrDefault(one => one.Number("ilvl") == level);

    private static XElement? Level(XElement list, XElement definition, int level) =>
        Override(list, level).Child("lvl")
        ?? definition.Children("lvl").FirstOrDefault(one => one.Number("ilvl") == level);

    private int LevelOfStyle(XElement definition, XElement? properties)
    {
        var names = styles.Names(properties).ToHashSet(StringComparer.Ordinal);
        return definition
                .Children("lvl")
                .FirstOrDefault(level => level.Child("pStyle").Value() is { } style && names.Contains(style))
                .Number("ilvl")
            ?? 0;
    }

    // A definition may stand in a style of lists, which names the list that has it.
    private XElement? Definition(XElement list)
    {
        for (var i = 0; i < MostLinks; i++)
        {
            if (list.Child("abstractNumId").Value() is not { } id || !definitions.TryGetValue(id, out var definition))
                return null;
            if (definition.Child("numStyleLink").Value() is not { } style)
                return definition;
            var defined = definitions.Values.FirstOrDefault(other => other.Child("styleLink").Value() == style);
            if (defined is not null)
                return defined;
            if (styles.NumberingOf(style).Child("numId").Value() is not { } next || !lists.TryGetValue(next, out list!))
                return null;
        }
        return null;
    }

    [GeneratedRegex("%[1-9]")]
    private static partial Regex Place();
}
