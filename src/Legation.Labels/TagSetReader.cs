using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Legation.Labels;

/// <summary>Reads the tag sets of a policy.</summary>
internal sealed class TagSetReader(
    ImmutableArray<Classification> classifications,
    ImmutableArray<Membership> memberships
)
{
    private readonly HashSet<string> groups = memberships
        .SelectMany(membership => membership.Groups.Keys)
        .ToHashSet(Names.Comparer);

    internal ImmutableArray<TagSet> Read(JsonPlace root)
    {
        var ids = new HashSet<string>(Names.Comparer);
        var read = ImmutableArray.CreateBuilder<TagSet>();
        foreach (var item in root.Items("tagSets"))
        {
            if (!item.IsObject("id", "name", "type", "required", "default", "maximum", "marking", "values"))
                continue;
            var tagSet = TagSet(item);
            if (!ids.Add(tagSet.Id))
                item.Problem("id", "is used twice");
            CheckDefault(item, tagSet);
            read.Add(tagSet);
        }
        return read.ToImmutable();
    }

    private TagSet TagSet(JsonPlace item)
    {
        var id = item.Text("id");
        var type = Type(item);
        return new TagSet
        {
            Id = id,
            Name = item.TextOrNull("name") ?? id,
            Type = type,
            Required = item.Flag("required"),
            Default = item.Texts("default"),
            Maximum = item.Whole("maximum", least: 1),
            Marking = Marking(item, type),
            Values = Values(item, type),
        };
    }

    private static TagSetType Type(JsonPlace item)
    {
        switch (item.Text("type"))
        {
            case "restrictive":
                return TagSetType.Restrictive;
            case "permissive":
                return TagSetType.Permissive;
            case "informative":
                return TagSetType.Informative;
            default:
                item.Problem("type", "must be restrictive, permissive or informative");
                return TagSetType.Restrictive;
        }
    }

    private static TagSetMarking Marking(JsonPlace item, TagSetType type)
    {
        if (item.Member("marking") is not { } marking)
            return new TagSetMarking(type == TagSetType.Informative, "", ", ", []);
        marking.IsObject("hidden", "prefix", "separator", "omit");
        return new TagSetMarking(
            marking.Flag("hidden"),
            Words(marking, "prefix") ?? "",
            Words(marking, "separator") ?? ", ",
            marking.Texts("omit")
        );
    }

    /// <summary>Words in which spaces count and which may be empty.</summary>
    private static string? Words(JsonPlace place, string name) =>
        place.Member(name) is { Element.ValueKind: JsonValueKind.String } member ? member.Element.GetString() : null;

    private ImmutableArray<TagValue> Values(JsonPlace item, TagSetType type)
    {
        var names = new HashSet<string>(Names.Comparer);
        var read = ImmutableArray.CreateBuilder<TagValue>();
        foreach (var entry in item.Items("values"))
        {
            if (!entry.IsObject("name", "title", "marking", "short", "group", "retired", "excludes"))
                continue;
            var value = Value(entry);
            if (!names.Add(value.Name))
                entry.Problem("name", "is used twice");
            CheckGroup(entry, type, value.Group);
            foreach (var excluded in entry.Items("excludes"))
                if (!classifications.Any(known => Names.Same(known.Name, excluded.Text())))
                    excluded.Problem("must be a classification of the policy");
            read.Add(value);
        }
        if (read.Count == 0)
            item.Problem("values", "must have at least one entry");
        return read.ToImmutable();
    }

    private static TagValue Value(JsonPlace entry)
    {
        var name = entry.Text("name");
        var marking = entry.TextOrNull("marking") ?? name;
        return new TagValue
        {
            Name = name,
            Title = entry.TextOrNull("title") ?? name,
            Marking = marking,
            ShortMarking = entry.TextOrNull("short") ?? marking,
            Group = entry.TextOrNull("group"),
            Retired = entry.Instant("retired"),
            Excludes = entry.Texts("excludes"),
        };
    }

    private void CheckGroup(JsonPlace entry, TagSetType type, string? group)
    {
        if (group is null)
            return;
        if (type != TagSetType.Permissive)
            // Every member would have to be in the clearance, which nobody means.
            entry.Problem("group", "may stand in a permissive tag set only");
        else if (!groups.Contains(group))
            entry.Problem("group", "has no members in any epoch");
    }

    private static void CheckDefault(JsonPlace item, TagSet tagSet)
    {
        for (var i = 0; i < tagSet.Default.Length; i++)
            if (tagSet.Find(tagSet.Default[i]) is null)
                item.Problems.Add(
                    new LabelProblem(
                        $"{item.Pointer}/default/{i.ToString(CultureInfo.InvariantCulture)}",
                        "must be a value of the tag set"
                    )
                );
        if (tagSet.Default.Length > tagSet.Maximum)
            item.Problem("default", "has more values than a label may carry");
    }
}
