using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Legation.Labels;

/// <summary>
/// A value inside a JSON text with the pointer that leads to it. Reading is strict: what is unknown or said
/// twice is a problem, because a reader that skips it would see another label than its author wrote.
/// </summary>
internal readonly record struct JsonPlace(JsonElement Element, string Pointer, List<LabelProblem> Problems)
{
    internal void Problem(string rule) => Problems.Add(new LabelProblem(Pointer, rule));

    internal void Problem(string member, string rule) =>
        Problems.Add(new LabelProblem(LabelProblem.Below(Pointer, member), rule));

    /// <summary>Whether this is an object; its members beyond <paramref name="known"/> are reported.</summary>
    internal bool IsObject(params ReadOnlySpan<string> known)
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            Problem("must be an object");
            return false;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in Element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                Problem(property.Name, "is not known here");
            else if (!seen.Add(property.Name))
                Problem(property.Name, "is said twice");
        }
        return true;
    }

    /// <summary>The member of that name; null if it is absent or null.</summary>
    internal JsonPlace? Member(string name) =>
        Element.ValueKind == JsonValueKind.Object
        && Element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? new JsonPlace(value, LabelProblem.Below(Pointer, name), Problems)
            : null;

    /// <summary>A required text; empty after a problem was reported.</summary>
    internal string Text(string name)
    {
        if (Member(name) is { } member)
            return member.Text();
        Problem(name, "is required");
        return "";
    }

    internal string Text()
    {
        if (Element.ValueKind == JsonValueKind.String && Element.GetString() is { } text && text.Trim().Length > 0)
            return text;
        Problem("must be a text that is not empty");
        return "";
    }

    internal string? TextOrNull(string name) => Member(name)?.Text();

    internal int? Whole(string name, int least)
    {
        if (Member(name) is not { } member)
            return null;
        if (
            member.Element.ValueKind == JsonValueKind.Number
            && member.Element.TryGetInt32(out var number)
            && number >= least
        )
            return number;
        member.Problem($"must be a whole number of at least {least.ToString(CultureInfo.InvariantCulture)}");
        return null;
    }

    internal bool Flag(string name)
    {
        if (Member(name) is not { } member)
            return false;
        if (member.Element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            member.Problem("must be true or false");
        return member.Element.ValueKind == JsonValueKind.True;
    }

    internal DateTimeOffset? Instant(string name)
    {
        if (Member(name) is not { } member)
            return null;
        if (
            member.Element.ValueKind == JsonValueKind.String
            && InstantText.Read(member.Element.GetString()!) is { } instant
        )
            return instant;
        member.Problem(InstantText.Rule);
        return null;
    }

    internal DateOnly? Day(string name)
    {
        if (Member(name) is not { } member)
            return null;
        var text = member.Element.ValueKind == JsonValueKind.String ? member.Element.GetString() : null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        member.Problem("must be a day, such as 2026-01-31");
        return null;
    }

    /// <summary>The items of an array; none if it is absent.</summary>
    internal List<JsonPlace> Items(string name) => Member(name)?.Items() ?? [];

    internal List<JsonPlace> Items()
    {
        var items = new List<JsonPlace>();
        if (Element.ValueKind != JsonValueKind.Array)
            Problem("must be a list");
        else
            foreach (var item in Element.EnumerateArray())
                items.Add(
                    new JsonPlace(
                        item,
                        LabelProblem.Below(Pointer, items.Count.ToString(CultureInfo.InvariantCulture)),
                        Problems
                    )
                );
        return items;
    }

    internal ImmutableArray<string> Texts(string name) => [.. Items(name).Select(item => item.Text())];

    /// <summary>The members of an object that maps names; names that differ in case only are one said twice.</summary>
    internal List<(string Name, JsonPlace Value)> Entries(string name)
    {
        var entries = new List<(string, JsonPlace)>();
        if (Member(name) is not { } member)
            return entries;
        if (member.Element.ValueKind != JsonValueKind.Object)
        {
            member.Problem("must be an object");
            return entries;
        }
        var seen = new HashSet<string>(Names.Comparer);
        foreach (var property in member.Element.EnumerateObject())
        {
            if (property.Name.Trim().Length == 0)
                member.Problem("has a name that is empty");
            else if (!seen.Add(property.Name))
                member.Problem(property.Name, "is said twice");
            else
                entries.Add(
                    (
                        property.Name,
                        new JsonPlace(property.Value, LabelProblem.Below(member.Pointer, property.Name), Problems)
                    )
                );
        }
        return entries;
    }

    /// <summary>Tag set to values, as labels and clearances write them.</summary>
    internal ImmutableSortedDictionary<string, ImmutableArray<string>> Categories(string name)
    {
        var categories = Names.NoCategories.ToBuilder();
        foreach (var (tagSet, values) in Entries(name))
            categories[tagSet] = [.. values.Items().Select(item => item.Text())];
        return categories.ToImmutable();
    }
}
