using System.Collections.Immutable;
using System.Text.Json;

namespace Legation.Labels;

/// <summary>Reads a policy's JSON. A policy that contradicts itself is refused as a whole.</summary>
internal sealed class PolicyReader(JsonPlace root)
{
    private static readonly ImmutableArray<string> Colours = ["u", "r", "c", "s"];

    /// <summary>A compiled clearance holds its classifications in one machine word.</summary>
    internal const int MostClassifications = 64;

    internal static PolicyParse Read(ReadOnlyMemory<byte> json)
    {
        var problems = new List<LabelProblem>();
        var content = JsonText.Read(json.Span, problems, static place => new PolicyReader(place).Content());
        return content is null
            ? new PolicyParse(null, [.. problems.Distinct()])
            : new PolicyParse(new LabelPolicy(content), []);
    }

    private PolicyContent? Content()
    {
        if (!root.IsObject("id", "version", "name", "marking", "classifications", "tagSets", "memberships", "mappings"))
            return null;
        var classifications = Classifications();
        var memberships = MembershipReader.Read(root);
        var tagSets = new TagSetReader(classifications, memberships).Read(root);
        MembershipReader.RefuseNested(root, tagSets, memberships);
        var id = root.Text("id");
        if (root.Member("version") is null)
            root.Problem("version", "is required");
        return new PolicyContent(
            id,
            root.Whole("version", least: 1) ?? 0,
            root.Text("name"),
            // A prefix may be blank, and its last space counts.
            root.Member("marking")
                is { Element.ValueKind: JsonValueKind.String } marking
                ? marking.Element.GetString()!
                : "",
            classifications,
            tagSets,
            memberships,
            new MappingReader(id, classifications, tagSets).Read(root)
        );
    }

    private ImmutableArray<Classification> Classifications()
    {
        var items = root.Items("classifications");
        if (items.Count is 0 or > MostClassifications)
            root.Problem("classifications", "must have at least one entry and at most 64");
        var names = new HashSet<string>(Names.Comparer);
        var ranks = new HashSet<int>();
        var read = ImmutableArray.CreateBuilder<Classification>();
        foreach (var item in items.Take(MostClassifications))
        {
            if (!item.IsObject("name", "hierarchy", "marking", "short", "colour", "retired"))
                continue;
            var entry = Classification(item);
            if (!names.Add(entry.Name))
                item.Problem("name", "is used twice");
            if (!ranks.Add(entry.Hierarchy))
                item.Problem("hierarchy", "is used twice: which is higher must be certain");
            if (!Colours.Contains(entry.Colour, StringComparer.Ordinal))
                item.Problem("colour", "must be u, r, c or s");
            read.Add(entry);
        }
        return read.ToImmutable();
    }

    private static Classification Classification(JsonPlace item)
    {
        var name = item.Text("name");
        if (item.Member("hierarchy") is null)
            item.Problem("hierarchy", "is required");
        return new Classification
        {
            Name = name,
            Hierarchy = item.Whole("hierarchy", least: 0) ?? 0,
            Marking = item.TextOrNull("marking") ?? name,
            ShortMarking = item.TextOrNull("short") ?? (name.Length > 0 ? name[..1] : ""),
            Colour = item.Text("colour"),
            Retired = item.Instant("retired"),
        };
    }
}
