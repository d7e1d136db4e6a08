using System.Collections.Immutable;
using System.Globalization;

namespace Legation.Labels;

/// <summary>Tells what is otherwise in a version of a policy than in an earlier one.</summary>
internal sealed class PolicyChanges(LabelPolicy policy, LabelPolicy older)
{
    private readonly List<string> told = [];

    internal ImmutableArray<string> Told()
    {
        Classifications();
        TagSets();
        Memberships();
        Mappings();
        if (told.Count == 0)
            told.Add("Only words that people are shown have changed.");
        return [.. told];
    }

    private void Classifications()
    {
        foreach (var entry in policy.Classifications)
            if (older.FindClassification(entry.Name) is not { } before)
                told.Add($"{entry.Name} is a new classification.");
            else if (before.Retired is null && entry.Retired is { } retired)
                told.Add($"{entry.Name} is no longer used on labels made after {Day(retired)}.");
        foreach (var before in older.Classifications)
            if (policy.FindClassification(before.Name) is null)
                told.Add($"{before.Name} is no classification any more: what it marks nobody may have.");
    }

    private void TagSets()
    {
        foreach (var tagSet in policy.TagSets)
            if (older.FindTagSet(tagSet.Id) is { } before)
                TagSet(before, tagSet);
            else
                told.Add($"{tagSet.Name} is new: {string.Join(", ", tagSet.Values.Select(value => value.Title))}.");
        foreach (var before in older.TagSets)
            if (policy.FindTagSet(before.Id) is null)
                told.Add($"{before.Name} is gone: what it marks nobody may have.");
    }

    private void TagSet(TagSet before, TagSet tagSet)
    {
        if (before.Type != tagSet.Type)
            told.Add($"{tagSet.Name} was {Meaning(before.Type)}; now it is {Meaning(tagSet.Type)}.");
        if (before.Required != tagSet.Required)
            told.Add($"{tagSet.Name} {(tagSet.Required ? "must" : "need not")} stand on every label.");
        if (!Names.SameSet(before.Default, tagSet.Default))
            told.Add($"{tagSet.Name} is by default {List(tagSet.Default)}; it was {List(before.Default)}.");
        if (before.Maximum != tagSet.Maximum)
            told.Add($"{tagSet.Name} takes {Most(tagSet.Maximum)}; it took {Most(before.Maximum)}.");
        foreach (var value in tagSet.Values)
            if (before.Find(value.Name) is { } earlier)
                Value(tagSet, earlier, value);
            else
                told.Add($"{tagSet.Name} has a new value: {value.Title}.");
        foreach (var earlier in before.Values)
            if (tagSet.Find(earlier.Name) is null)
                told.Add($"{tagSet.Name} has no {earlier.Title} any more: what it marks nobody may have.");
    }

    private void Value(TagSet tagSet, TagValue before, TagValue value)
    {
        if (before.Retired != value.Retired)
            told.Add(
                value.Retired is { } retired
                    ? $"{tagSet.Name}: {value.Title} is no longer used on labels made after {Day(retired)}."
                    : $"{tagSet.Name}: {value.Title} may be used again."
            );
        if (!Names.Same(before.Group, value.Group))
            told.Add(
                $"{tagSet.Name}: {value.Title} stands for {value.Group ?? "itself"}; it was {before.Group ?? "itself"}."
            );
        if (!Names.SameSet(before.Excludes, value.Excludes))
            told.Add(
                $"{tagSet.Name}: {value.Title} may not stand with {List(value.Excludes)}; it was {List(before.Excludes)}."
            );
    }

    private void Memberships()
    {
        foreach (var epoch in policy.Memberships.Skip(older.CurrentEpoch))
        {
            var last = epoch.Epoch == 1 ? Names.NoCategories : policy.Memberships[epoch.Epoch - 2].Groups;
            told.Add(
                $"Epoch {Number(epoch.Epoch)} begins{Moves(last, epoch.Groups)}. Labels made from now on are stamped with it."
            );
        }
    }

    private static string Moves(
        ImmutableSortedDictionary<string, ImmutableArray<string>> before,
        ImmutableSortedDictionary<string, ImmutableArray<string>> now
    )
    {
        var moves = new List<string>();
        foreach (var group in now.Keys.Union(before.Keys, Names.Comparer))
        {
            var (were, are) = (Of(before, group), Of(now, group));
            var (joined, left) = (are.Except(were, Names.Comparer).ToList(), were.Except(are, Names.Comparer).ToList());
            if (joined.Count > 0)
                moves.Add($"{string.Join(", ", joined)} joins {group}");
            if (left.Count > 0)
                moves.Add($"{string.Join(", ", left)} leaves {group}");
        }
        return moves.Count == 0 ? "" : $": {string.Join("; ", moves)}";
    }

    private void Mappings()
    {
        foreach (var mapping in policy.Mappings)
            if (!older.Mappings.Any(before => Names.Same(before.Policy, mapping.Policy)))
                told.Add($"Labels of {mapping.Policy} are translated.");
            else if (!Same(older.Mappings.First(before => Names.Same(before.Policy, mapping.Policy)), mapping))
                told.Add($"Labels of {mapping.Policy} are translated otherwise.");
        foreach (var before in older.Mappings)
            if (!policy.Mappings.Any(mapping => Names.Same(before.Policy, mapping.Policy)))
                told.Add($"Labels of {before.Policy} are not translated any more: nobody may have what they mark.");
    }

    private static bool Same(PolicyMapping left, PolicyMapping right) =>
        left.Classifications.SequenceEqual(right.Classifications)
        && left.TagSets.Length == right.TagSets.Length
        && left.TagSets.Zip(right.TagSets).All(pair => Same(pair.First, pair.Second))
        && Names.SameCategories(left.Add, right.Add);

    private static bool Same(TagSetMapping left, TagSetMapping right) =>
        Names.Same(left.From, right.From) && Names.Same(left.To, right.To) && left.Values.SequenceEqual(right.Values);

    private static ImmutableArray<string> Of(
        ImmutableSortedDictionary<string, ImmutableArray<string>> lists,
        string name
    ) => lists.TryGetValue(name, out var list) ? list.OrEmpty() : [];

    private static string Meaning(TagSetType type) =>
        type switch
        {
            TagSetType.Restrictive => "a limit of which a reader needs every value",
            TagSetType.Permissive => "a limit of which a reader needs one value",
            _ => "for information only",
        };

    private static string Most(int? maximum) =>
        maximum is { } most ? $"at most {Number(most)} values" : "any number of values";

    private static string List(ImmutableArray<string> names) =>
        names.IsDefaultOrEmpty ? "nothing" : string.Join(", ", names);

    private static string Day(DateTimeOffset instant) => instant.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
