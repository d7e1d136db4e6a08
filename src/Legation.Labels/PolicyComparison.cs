using System.Collections.Immutable;
using System.Globalization;

namespace Legation.Labels;

/// <summary>
/// Finds where a version of a policy lowers what an earlier one protected. It holds for every clearance, also one whose
/// list has gaps: so a translation that counted may end, but not become another one.
/// </summary>
internal sealed class PolicyComparison
{
    private readonly LabelPolicy policy;
    private readonly LabelPolicy older;
    private readonly List<LabelProblem> lowered = [];
    private bool keepsEpochs;

    internal PolicyComparison(LabelPolicy policy, LabelPolicy older)
    {
        ArgumentNullException.ThrowIfNull(older);
        if (!Names.Same(policy.Id, older.Id))
            throw new ArgumentException($"{older.Id} is another policy than {policy.Id}.", nameof(older));
        (this.policy, this.older) = (policy, older);
    }

    internal ImmutableArray<LabelProblem> Lowered()
    {
        Classifications();
        var told = lowered.Count;
        Memberships();
        keepsEpochs = lowered.Count == told;
        foreach (var before in older.TagSets)
            TagSet(before);
        foreach (var before in older.Mappings)
            Mapping(before);
        return [.. lowered];
    }

    private void Classifications()
    {
        foreach (var (index, entry) in policy.Classifications.Index())
        {
            if (older.FindClassification(entry.Name) is not { } before)
                continue;
            var place = Item("/classifications", index);
            if (Revived(before.Retired, entry.Retired))
                Lower(Below(place, "retired"), $"{entry.Name} was retired and may be used again");
            if (Overtaking(entry, before) is { } other)
                Lower(Below(place, "hierarchy"), $"{entry.Name} stood above {other} and no longer does");
        }
    }

    /// <summary>A classification that stood below and does not any more: derived texts would take it instead.</summary>
    private string? Overtaking(Classification entry, Classification before) =>
        older
            .Classifications.Where(other => other.Hierarchy < before.Hierarchy)
            .Select(other => policy.FindClassification(other.Name))
            .FirstOrDefault(other => other is not null && other.Hierarchy > entry.Hierarchy)
            ?.Name;

    private void Memberships()
    {
        if (policy.CurrentEpoch < older.CurrentEpoch)
            Lower("/memberships", $"lack epoch {Text(older.CurrentEpoch)}; an epoch that was numbered stays");
        foreach (var (index, before) in older.Memberships.Take(policy.CurrentEpoch).Index())
        {
            var groups = policy.Memberships[index].Groups;
            foreach (var group in before.Groups.Keys.Union(groups.Keys, Names.Comparer))
                if (!Names.SameSet(Of(before.Groups, group), Of(groups, group)))
                    Lower(
                        Below(Below(Item("/memberships", index), "groups"), group),
                        "is another than before; who joins or leaves does so in a new epoch"
                    );
        }
    }

    private void TagSet(TagSet before)
    {
        var index = policy.TagSets.IndexOf(policy.FindTagSet(before.Id)!);
        if (index < 0)
        {
            if (before.Required)
                Lower("/tagSets", $"lack {before.Id}, which every label had to carry");
            return;
        }
        var (tagSet, place) = (policy.TagSets[index], Item("/tagSets", index));
        if (before.Type != TagSetType.Informative && Weight(tagSet.Type) < Weight(before.Type))
            Lower(Below(place, "type"), $"was {Word(before.Type)} and would be {Word(tagSet.Type)}");
        if (before.Required && !tagSet.Required)
            Lower(Below(place, "required"), "was true: labels without it were not valid");
        if (before.Maximum is { } most && (tagSet.Maximum ?? int.MaxValue) > most)
            Lower(Below(place, "maximum"), $"was {Text(most)}: labels with more values were not valid");
        if (before.Required && tagSet.Required && WidensDefault(before, tagSet))
            Lower(Below(place, "default"), "would let more people have new labels that do not say otherwise");
        foreach (var (position, value) in tagSet.Values.Index())
            if (before.Find(value.Name) is { } earlier)
                Value(before.Type, earlier, value, Item(Below(place, "values"), position));
    }

    private static bool WidensDefault(TagSet before, TagSet tagSet) =>
        !before.Default.IsEmpty
        && !tagSet.Default.IsEmpty
        && (
            before.Type switch
            {
                TagSetType.Restrictive => before.Default.Any(name => !tagSet.Default.Holds(name)),
                TagSetType.Permissive => tagSet.Default.Any(name => !before.Default.Holds(name)),
                _ => false,
            }
        );

    private void Value(TagSetType type, TagValue before, TagValue value, string place)
    {
        if (Revived(before.Retired, value.Retired))
            Lower(Below(place, "retired"), $"{value.Name} was retired and may be used again");
        if (before.Excludes.FirstOrDefault(name => !value.Excludes.Holds(name)) is { } dropped)
            Lower(Below(place, "excludes"), $"lacks {dropped}, with which {value.Name} could not stand");
        // Other members of a closed epoch are told of where they stand.
        if (keepsEpochs && type == TagSetType.Permissive && GainedHolder(before, value) is { } holder)
            Lower(Below(place, "group"), $"{value.Name} would also be met by {holder}, which did not meet it before");
    }

    /// <summary>Somebody who meets the value in an epoch that was numbered before, and did not then; epoch 0 is that of unstamped labels.</summary>
    private string? GainedHolder(TagValue before, TagValue value) =>
        Enumerable
            .Range(0, Math.Min(policy.CurrentEpoch, older.CurrentEpoch) + 1)
            .SelectMany(epoch => Holders(policy, value, epoch).Except(Holders(older, before, epoch), Names.Comparer))
            .FirstOrDefault();

    private static IEnumerable<string> Holders(LabelPolicy policy, TagValue value, int epoch)
    {
        if (value.Group is null)
            return [value.Name];
        var epochs = policy.Memberships.Where(membership => epoch == 0 || membership.Epoch == epoch);
        return epochs
            .Select(membership => (IEnumerable<string>)Of(membership.Groups, value.Group))
            .Aggregate((left, right) => left.Intersect(right, Names.Comparer));
    }

    private void Mapping(PolicyMapping before)
    {
        var index = policy
            .Mappings.Select(mapping => mapping.Policy)
            .ToList()
            .FindIndex(id => Names.Same(id, before.Policy));
        // Without it labels of that policy are denied to everybody.
        if (index < 0)
            return;
        var (mapping, place) = (policy.Mappings[index], Item("/mappings", index));
        Translations(before.Classifications, mapping.Classifications, Below(place, "classifications"));
        foreach (var (position, tagSet) in mapping.TagSets.Index())
            if (before.TagSets.FirstOrDefault(entry => Names.Same(entry.From, tagSet.From)) is { } earlier)
            {
                var where = Item(Below(place, "tagSets"), position);
                if (!Names.Same(earlier.To, tagSet.To))
                    Lower(Below(where, "to"), $"was {earlier.To ?? "ignored"} and would be {tagSet.To ?? "ignored"}");
                Translations(earlier.Values, tagSet.Values, Below(where, "values"));
            }
        foreach (var (tagSet, values) in before.Add)
            if (DropsLimit(older.FindTagSet(tagSet)!.Type, values, Of(mapping.Add, tagSet)))
                Lower(Below(Below(place, "add"), tagSet), "adds less than before to what is translated");
    }

    private void Translations(
        ImmutableSortedDictionary<string, string> before,
        ImmutableSortedDictionary<string, string> now,
        string place
    )
    {
        foreach (var (theirs, ours) in now)
            if (before.TryGetValue(theirs, out var earlier) && !Names.Same(earlier, ours))
                Lower(Below(place, theirs), $"was {earlier} and would be {ours}; a translation may end, not change");
    }

    private static bool DropsLimit(TagSetType type, ImmutableArray<string> before, ImmutableArray<string> now) =>
        type switch
        {
            TagSetType.Restrictive => before.Any(name => !now.Holds(name)),
            TagSetType.Permissive => now.IsEmpty || now.Any(name => !before.Holds(name)),
            _ => false,
        };

    /// <summary>A label made in between was not valid.</summary>
    private static bool Revived(DateTimeOffset? before, DateTimeOffset? now) =>
        before is { } retired && (now is not { } later || later > retired);

    private static int Weight(TagSetType type) =>
        type switch
        {
            TagSetType.Restrictive => 2,
            TagSetType.Permissive => 1,
            _ => 0,
        };

    private static string Word(TagSetType type) =>
        type switch
        {
            TagSetType.Restrictive => "restrictive",
            TagSetType.Permissive => "permissive",
            _ => "informative",
        };

    private static ImmutableArray<string> Of(
        ImmutableSortedDictionary<string, ImmutableArray<string>> lists,
        string name
    ) => lists.TryGetValue(name, out var list) ? list.OrEmpty() : [];

    private void Lower(string place, string rule) => lowered.Add(new LabelProblem(place, rule));

    private static string Below(string parent, string name) => LabelProblem.Below(parent, name);

    private static string Item(string parent, int index) => LabelProblem.Below(parent, Text(index));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
