using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>
/// Works out the label of a derived text: highest classification, union of restrictive and informative values,
/// intersection of permissive ones, members who belong in every source's epoch and now. Where that would
/// widen access or leave nobody, it does not decide.
/// </summary>
internal sealed class DominantLabel(LabelPolicy policy, DateTimeOffset now)
{
    internal Dominance Of(IReadOnlyList<Label> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0)
            return Dominance.Releaser(ReleaserNeed.NoSource, "There is no source whose label could be taken.");
        var ours = new List<Label>();
        foreach (var source in sources)
        {
            if (policy.InThisPolicy(source) is not { } label)
                return Dominance.Releaser(
                    ReleaserNeed.NoLabelInPolicy,
                    $"A source is labelled in {source.Policy}, which has no mapping to {policy.Id} for it."
                );
            if (policy.Validate(label, now) is { } problem)
                return Dominance.Releaser(
                    ReleaserNeed.InvalidSource,
                    $"The label of a source is not valid: {problem.Place} {problem.Rule}."
                );
            ours.Add(policy.Spell(label));
        }
        return Combine(ours);
    }

    private Dominance Combine(List<Label> sources)
    {
        var categories = Names.NoCategories.ToBuilder();
        foreach (var tagSet in policy.TagSets)
        {
            var having = sources.Count(source => !source.Values(tagSet.Id).IsEmpty);
            if (having == 0)
                continue;
            if (tagSet.Type != TagSetType.Permissive)
                categories[tagSet.Id] = InOrder(tagSet, name => sources.Exists(s => s.Values(tagSet.Id).Holds(name)));
            else if (having < sources.Count)
                return Dominance.Releaser(
                    ReleaserNeed.MissingTagSet,
                    $"{tagSet.Name} stands on some sources and not on others."
                );
            else
            {
                var common = InOrder(tagSet, name => sources.TrueForAll(s => s.Values(tagSet.Id).Holds(name)));
                if (common.IsEmpty)
                    return Dominance.Releaser(
                        ReleaserNeed.NothingInCommon,
                        $"The sources have no value of {tagSet.Name} in common."
                    );
                categories[tagSet.Id] = common;
            }
        }
        return Stamp(sources, categories.ToImmutable());
    }

    private Dominance Stamp(List<Label> sources, ImmutableSortedDictionary<string, ImmutableArray<string>> categories)
    {
        if (Epoch(sources, categories) is not { } epoch)
            return Dominance.Releaser(
                ReleaserNeed.MembershipsDiffer,
                "The members of a group differ between the sources' times and now."
            );
        string[] classifications =
        [
            .. sources
                .Select(source => policy.FindClassification(source.Classification)!)
                .Distinct()
                .OrderBy(classification => classification.Hierarchy)
                .Select(classification => classification.Name),
        ];
        var label = new Label
        {
            Policy = policy.Id,
            Classification = classifications[^1],
            Categories = categories,
            Made = now,
            Review = NextReview(sources),
            MembershipEpoch = epoch,
        };
        return policy.Validate(label, now) is { } problem
            ? Dominance.Releaser(
                ReleaserNeed.InvalidResult,
                $"The label that comes out is not valid: {problem.Place} {problem.Rule}."
            )
            : new Dominance(label, ReleaserNeed.None, "") { Below = [.. classifications[..^1]] };
    }

    /// <summary>The latest epoch whose members of every group named belonged in each source's epoch and belong now.</summary>
    private int? Epoch(List<Label> sources, ImmutableSortedDictionary<string, ImmutableArray<string>> categories)
    {
        if (policy.CurrentEpoch == 0)
            return 0;
        int[] within = [.. sources.Select(source => source.MembershipEpoch).Append(policy.CurrentEpoch).Distinct()];
        for (var epoch = policy.CurrentEpoch; epoch > 0; epoch--)
            if (Array.TrueForAll(within, other => IsWithin(categories, epoch, other)))
                return epoch;
        return null;
    }

    private bool IsWithin(ImmutableSortedDictionary<string, ImmutableArray<string>> categories, int epoch, int other) =>
        policy
            .TagSets.Where(tagSet => categories.ContainsKey(tagSet.Id))
            .SelectMany(tagSet => categories[tagSet.Id].Select(name => (tagSet, value: tagSet.Find(name)!)))
            .Where(entry => entry.value.Group is not null)
            .All(entry =>
                policy
                    .Index.Satisfying(entry.tagSet, entry.value, epoch)
                    .FirstMissingFrom(policy.Index.Satisfying(entry.tagSet, entry.value, other)) < 0
            );

    private DateOnly? NextReview(List<Label> sources) =>
        sources.Select(source => source.Review).Where(review => review >= DateOnly.FromDateTime(now.UtcDateTime)).Min();

    private static ImmutableArray<string> InOrder(TagSet tagSet, Predicate<string> taken) =>
        [.. tagSet.Values.Select(value => value.Name).Where(name => taken(name))];
}
