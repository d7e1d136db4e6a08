using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Translates a label of another policy by a published mapping.</summary>
internal static class MappedLabel
{
    /// <summary>The label in our words; null if any part of it has no translation.</summary>
    internal static Label? From(PolicyMapping mapping, LabelPolicy ours, Label label)
    {
        if (!mapping.Classifications.TryGetValue(label.Classification, out var classification))
            return null;
        var categories = Names.NoCategories.ToBuilder();
        foreach (var (id, values) in label.Categories)
        {
            if (mapping.TagSets.FirstOrDefault(entry => Names.Same(entry.From, id)) is not { } tagSet)
                return null;
            if (tagSet.To is null)
                continue;
            // A tag set without values satisfies nobody; left out it would be no limit.
            if (values.IsDefaultOrEmpty || Translate(tagSet, values) is not { } translated)
                return null;
            Join(categories, tagSet.To, translated);
        }
        foreach (var (id, values) in mapping.Add)
            if (ours.FindTagSet(id)?.Type != TagSetType.Permissive || !categories.ContainsKey(id))
                Join(categories, id, values);
        // No epoch: the other policy's number says nothing about our memberships, so groups mean their constant members.
        return new Label
        {
            Policy = ours.Id,
            Classification = classification,
            Categories = categories.ToImmutable(),
            Made = label.Made,
            Review = label.Review,
        };
    }

    private static ImmutableArray<string>? Translate(TagSetMapping tagSet, ImmutableArray<string> values)
    {
        var translated = ImmutableArray.CreateBuilder<string>();
        foreach (var value in values)
            if (tagSet.Values.TryGetValue(value, out var ours))
                translated.Add(ours);
            else
                return null;
        return translated.ToImmutable();
    }

    private static void Join(
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Builder categories,
        string id,
        ImmutableArray<string> values
    ) => categories[id] = categories.TryGetValue(id, out var before) ? [.. before, .. values] : values;
}
