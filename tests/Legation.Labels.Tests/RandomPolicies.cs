using System.Collections.Immutable;
using CsCheck;
using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

/// <summary>Small policies with every kind of rule, and labels and clearances that mostly fit them.</summary>
internal static class RandomPolicies
{
    private const string Theirs = "THEIRS";
    private static readonly string[] Levels = ["C1", "C2", "C3", "C4"];
    private static readonly string[] Names = ["A", "B", "C", "G", "H"];
    private static readonly string[] Groups = ["G", "H"];

    /// <summary>Members: X and Y have no value of their own on labels.</summary>
    private static readonly string[] Members = ["A", "B", "X", "Y"];

    private static readonly Gen<DateTimeOffset?> Retired = Gen.Frequency(
        (40, default(DateTimeOffset?)),
        (1, Now.AddDays(-10)),
        (1, Now),
        (1, Now.AddDays(10))
    );

    private static readonly Gen<ClassificationPlan[]> Classifications =
        from names in Gen.Shuffle(Levels, 2, Levels.Length)
        from ranks in Gen.Shuffle((int[])[1, 2, 3, 4], names.Length)
        from retired in Retired.Array[names.Length]
        select names.Select((name, i) => new ClassificationPlan(name, ranks[i], retired[i])).ToArray();

    private static readonly Gen<MembershipPlan[]> Memberships =
        from all in Each([1, 2, 3], Membership)
        from count in Gen.Int[0, all.Length]
        select all[..count];

    internal static readonly Gen<PolicyPlan> Policies =
        from classifications in Classifications
        from memberships in Memberships
        from count in Gen.Int[1, 3]
        from tagSets in Each(
            Enumerable.Range(0, count),
            i => TagSet($"t{i}", classifications, hasGroups: memberships.Length > 0)
        )
        from mapping in Mapping(classifications, tagSets)
        select new PolicyPlan(classifications, tagSets, memberships, [mapping]);

    internal static Gen<Label> Labels(PolicyPlan policy) =>
        Gen.Frequency(
            (6, Own(policy)),
            (1, from label in Own(policy) from other in Foreign select label with { Alternatives = [other] }),
            (1, Own(policy).Select(label => label with { Alternatives = [label] })),
            (3, Foreign),
            (2, from label in Foreign from ours in Own(policy) select label with { Alternatives = [ours] }),
            (1, from label in Foreign from ours in Own(policy).Array[2] select label with { Alternatives = [.. ours] })
        );

    internal static Gen<Label> Own(PolicyPlan policy) =>
        from classification in Mostly(Gen.OneOf([.. policy.Classifications.Select(entry => entry.Name)]), "C9")
        from categories in Each(policy.TagSets, Category)
        from made in Gen.OneOf<DateTimeOffset?>(null, Now.AddDays(-20), Now, Now.AddMinutes(5), Now.AddMinutes(-6))
        from late in Gen.Int[0, 40]
        from review in Gen.OneOf<int?>(null, null, null, null, -22, -21, 0, 9)
        from epoch in Mostly(Gen.Int[0, policy.Memberships.Length], policy.Memberships.Length + 1)
        select new Label
        {
            Policy = policy.Id,
            Classification = classification,
            Categories = Categories([.. categories.OfType<(string, string[])>()]),
            Made = late == 0 ? Now.AddMinutes(6) : made,
            Review = review is { } days ? DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days) : null,
            MembershipEpoch = epoch,
        };

    internal static Gen<Clearance> Clearances(PolicyPlan policy) =>
        from id in Mostly(Gen.Const(policy.Id), Theirs)
        from classifications in Some([.. Levels, "C9"], least: 2)
        from categories in Each(policy.TagSets, set => Some([.. Names, .. Members]).Select(names => (set.Id, names)))
        select new Clearance
        {
            Policy = id,
            Classifications = [.. classifications],
            Categories = Categories(categories),
        };

    private static readonly Gen<Label> Foreign =
        from classification in Mostly(Gen.OneOf("L0", "L1"), "L9")
        from sets in Some(["u0", "u1", "u2"])
        from values in Gen.Frequency((12, Some(["V0", "V1"], least: 1)), (1, Gen.Const(Array.Empty<string>()))).Array[
            sets.Length
        ]
        select new Label
        {
            Policy = Theirs,
            Classification = classification,
            Categories = Categories([.. sets.Zip(values)]),
            MembershipEpoch = 7,
        };

    /// <summary>The first lists every group, later ones may leave one out; a group may list its own name.</summary>
    private static Gen<MembershipPlan> Membership(int epoch) =>
        from listed in epoch == 1 ? Gen.Const(Groups) : Some(Groups, least: 1)
        from members in Each(listed, name => Some([.. Members, name]).Select(some => (name, some)))
        select new MembershipPlan(epoch, members.ToDictionary());

    private static Gen<TagSetPlan> TagSet(string id, ClassificationPlan[] classifications, bool hasGroups) =>
        from type in Gen.OneOf(
            TagSetType.Restrictive,
            TagSetType.Permissive,
            TagSetType.Permissive,
            TagSetType.Informative
        )
        from required in Gen.Bool
        from maximum in Gen.OneOf<int?>(null, null, 1, 2)
        from names in Some(Names, least: 1)
        from values in Each(
            names,
            name =>
                from retired in Retired
                from excluded in Gen.OneOf("", "", "", "", classifications[0].Name)
                select new ValuePlan(
                    name,
                    hasGroups && type == TagSetType.Permissive && Groups.Contains(name) ? name : null,
                    retired,
                    excluded.Length > 0 ? [excluded] : []
                )
        )
        select new TagSetPlan(id, type, required, maximum, values);

    private static Gen<(string, string[])?> Category(TagSetPlan set) =>
        from present in Gen.Int[1, 100]
        from values in Some([.. set.Values.Select(value => value.Name)], least: 1)
        from slip in Gen.Int[0, 40]
        select present > (set.Required ? 95 : 50)
            ? default((string, string[])?)
            : (
                set.Id,
                slip switch
                {
                    0 => [],
                    1 => [.. values, "Z"],
                    2 => [.. values, values[0]],
                    3 => values,
                    _ => values[..Math.Min(values.Length, set.Maximum ?? int.MaxValue)],
                }
            );

    private static Gen<MappingPlan> Mapping(ClassificationPlan[] classifications, TagSetPlan[] tagSets) =>
        from classification in Gen.OneOf([.. classifications.Select(entry => entry.Name)]).Array[2]
        from targets in Gen.OneOf(tagSets).Array[2]
        from ignored in Gen.Int[0, 3]
        from values in Each(
            targets,
            target =>
                Gen.OneOf([.. target.Values.Select(value => value.Name)])
                    .Array[2]
                    .Select(ours => new Dictionary<string, string> { ["V0"] = ours[0], ["V1"] = ours[1] })
        )
        from add in Each(tagSets, set => Some([.. set.Values.Select(value => value.Name)], least: 1))
        from added in Gen.Int[0, tagSets.Length]
        select new MappingPlan(
            Theirs,
            new() { ["L0"] = classification[0], ["L1"] = classification[1] },
            [
                new("u0", targets[0].Id, false, values[0]),
                ignored == 0 ? new("u1", null, true, []) : new("u1", targets[1].Id, false, values[1]),
            ],
            tagSets.Zip(add).Take(added).ToDictionary(entry => entry.First.Id, entry => entry.Second)
        );

    /// <summary>A policy without limits, whose prefix may say some of its values, and a label that is valid in it.</summary>
    internal static Gen<(PolicyPlan Plan, Label Label)> ValidLabels =>
        from drawn in Policies
        from omit in Gen.Int[0, 2]
        let plan = WithoutLimits(drawn, omit)
        from classification in Gen.OneOf([.. plan.Classifications.Select(entry => entry.Name)])
        from categories in Each(
            plan.TagSets,
            set => Some([.. set.Values.Select(value => value.Name)], least: 1).Select(values => (set.Id, values))
        )
        select (
            plan,
            new Label
            {
                Policy = plan.Id,
                Classification = classification,
                Categories = categories.ToImmutableSortedDictionary(
                    entry => entry.Id,
                    entry => entry.values.ToImmutableArray()
                ),
            }
        );

    private static PolicyPlan WithoutLimits(PolicyPlan drawn, int omit) =>
        drawn with
        {
            Classifications = [.. drawn.Classifications.Select(entry => entry with { Retired = null })],
            TagSets =
            [
                .. drawn.TagSets.Select(set =>
                    set with
                    {
                        Required = true,
                        Maximum = null,
                        Values = [.. set.Values.Select(value => value with { Retired = null, Excludes = [] })],
                        Marking = new MarkingPlan([.. set.Values.Take(omit).Select(value => value.Name)]),
                    }
                ),
            ],
        };

    private static Gen<string[]> Some(string[] names, int least = 0) => Gen.Shuffle(names, least, names.Length);

    private static Gen<T> Mostly<T>(Gen<T> usual, T rare) => Gen.Frequency((30, usual), (1, Gen.Const(rare)));

    private static Gen<TResult[]> Each<T, TResult>(IEnumerable<T> items, Func<T, Gen<TResult>> gen) =>
        items
            .Select(gen)
            .Aggregate(
                Gen.Const(Array.Empty<TResult>()),
                (all, next) => Gen.Select(all, next, (some, one) => (TResult[])[.. some, one])
            );
}
