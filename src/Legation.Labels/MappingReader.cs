using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Reads what a policy makes of other policies' labels; what it maps to must be its own words.</summary>
internal sealed class MappingReader(
    string policy,
    ImmutableArray<Classification> classifications,
    ImmutableArray<TagSet> tagSets
)
{
    internal ImmutableArray<PolicyMapping> Read(JsonPlace root)
    {
        var policies = new HashSet<string>(Names.Comparer) { policy };
        var read = ImmutableArray.CreateBuilder<PolicyMapping>();
        foreach (var item in root.Items("mappings"))
        {
            if (!item.IsObject("policy", "classifications", "tagSets", "add"))
                continue;
            var mapping = new PolicyMapping
            {
                Policy = item.Text("policy"),
                Classifications = Pairs(item, "classifications", IsClassification, "a classification of the policy"),
                TagSets = [.. item.Items("tagSets").Select(TagSet).OfType<TagSetMapping>()],
                Add = Added(item),
            };
            if (!policies.Add(mapping.Policy))
                item.Problem("policy", "must be another policy, with one mapping");
            if (mapping.TagSets.DistinctBy(tagSet => tagSet.From, Names.Comparer).Count() < mapping.TagSets.Length)
                item.Problem("tagSets", "has a tag set twice");
            read.Add(mapping);
        }
        return read.ToImmutable();
    }

    private TagSetMapping? TagSet(JsonPlace item)
    {
        if (!item.IsObject("from", "to", "ignored", "values"))
            return null;
        var ignored = item.Flag("ignored");
        var to = item.TextOrNull("to");
        // Ignoring must be said: a target forgotten would drop a limit.
        if (ignored == to is not null)
            item.Problem("must have either a target (to) or be ignored");
        var ours = Find(to);
        if (to is not null && ours is null)
            item.Problem("to", "must be a tag set of the policy");
        return new TagSetMapping(
            item.Text("from"),
            to,
            Pairs(item, "values", value => ours?.Find(value) is not null, "a value of the tag set it maps to")
        );
    }

    private ImmutableSortedDictionary<string, ImmutableArray<string>> Added(JsonPlace item)
    {
        foreach (var (id, values) in item.Entries("add"))
        {
            if (Find(id) is null)
                values.Problem("must be a tag set of the policy");
            foreach (var value in values.Items())
                if (Find(id)?.Find(value.Text()) is null)
                    value.Problem("must be a value of the tag set");
        }
        return item.Categories("add");
    }

    private static ImmutableSortedDictionary<string, string> Pairs(
        JsonPlace item,
        string name,
        Predicate<string> isOurs,
        string what
    )
    {
        var pairs = ImmutableSortedDictionary.CreateBuilder<string, string>(Names.Comparer);
        foreach (var (theirs, ours) in item.Entries(name))
        {
            pairs[theirs] = ours.Text();
            if (!isOurs(pairs[theirs]))
                ours.Problem($"must be {what}");
        }
        return pairs.ToImmutable();
    }

    private bool IsClassification(string name) => classifications.Any(known => Names.Same(known.Name, name));

    private TagSet? Find(string? id) => tagSets.FirstOrDefault(tagSet => Names.Same(tagSet.Id, id));
}
