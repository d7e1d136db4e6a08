using System.Collections.Concurrent;
using System.Collections.Immutable;
using CsCheck;
using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class LabelPropertyTests
{
    private sealed record Case(PolicyPlan Plan, LabelPolicy Policy, Label Label, Clearance Clearance)
    {
        internal bool MayRead => Policy.Decide(Label, Clearance, Now).Permitted;
    }

    private static readonly Gen<Case> Cases =
        from plan in RandomPolicies.Policies
        from label in RandomPolicies.Labels(plan)
        from clearance in RandomPolicies.Clearances(plan)
        select new Case(plan, plan.Parse(), label, clearance);

    private static readonly Gen<Case> OwnCases =
        from plan in RandomPolicies.Policies
        from label in RandomPolicies.Own(plan)
        from clearance in RandomPolicies.Clearances(plan)
        select new Case(plan, plan.Parse(), label, clearance);

    [Fact]
    public void the_decision_is_that_of_the_rules_spelled_out()
    {
        var seen = new ConcurrentDictionary<DenialReason, int>();
        Cases.Sample(
            one =>
            {
                var decision = one.Policy.Decide(one.Label, one.Clearance, Now);
                seen.AddOrUpdate(decision.Reason, 1, (_, count) => count + 1);
                return decision.Permitted == (decision.Reason == DenialReason.None)
                    && decision.Reason == new NaiveRules(one.Plan, Now).Decide(one.Label, one.Clearance);
            },
            iter: 1500
        );
        foreach (var reason in Enum.GetValues<DenialReason>().Except([DenialReason.PolicyNotAccepted]))
            seen.GetValueOrDefault(reason).ShouldBePositive($"the samples must reach {reason}");
    }

    [Fact]
    public void order_and_case_of_names_do_not_matter() =>
        Cases.Sample(
            one =>
            {
                var label = Otherwise(one.Label) with { Alternatives = [.. one.Label.Alternatives.Select(Otherwise)] };
                var clearance = new Clearance
                {
                    Policy = one.Clearance.Policy.ToLowerInvariant(),
                    Classifications = Otherwise(one.Clearance.Classifications),
                    Categories = Otherwise(one.Clearance.Categories),
                };
                return label == one.Label
                    && label.GetHashCode() == one.Label.GetHashCode()
                    && clearance == one.Clearance
                    && clearance.GetHashCode() == one.Clearance.GetHashCode()
                    && (one with { Label = label, Clearance = clearance }).MayRead == one.MayRead;
            },
            iter: 200
        );

    [Fact]
    public void a_value_added_to_a_restrictive_tag_set_never_lets_more_read() =>
        Sampled(
            one =>
                from set in one.Plan.TagSets
                where set.Type == TagSetType.Restrictive
                from value in set.Values
                select one with
                {
                    Label = With(one.Label, set.Id, [.. one.Label.Values(set.Id), value.Name]),
                },
            (before, after) => before.MayRead || !after.MayRead
        );

    [Fact]
    public void a_value_taken_from_several_of_a_permissive_tag_set_never_lets_more_read() =>
        Sampled(
            one =>
                from set in one.Plan.TagSets
                let values = one.Label.Values(set.Id)
                where set.Type == TagSetType.Permissive && values.Distinct().Count() > 1
                from value in values
                select one with
                {
                    Label = With(one.Label, set.Id, values.RemoveAll(name => name == value)),
                },
            (before, after) => before.MayRead || !after.MayRead
        );

    [Fact]
    public void a_clearance_grown_never_reads_less() =>
        Sampled(
            one =>
                (
                    from set in one.Plan.TagSets
                    from value in set.Values
                    let held = one.Clearance.Categories.GetValueOrDefault(set.Id, [])
                    select one.Clearance with
                    {
                        Categories = one.Clearance.Categories.SetItem(set.Id, [.. held, value.Name]),
                    }
                )
                    .Concat(
                        from entry in one.Plan.Classifications
                        select one.Clearance with
                        {
                            Classifications = [.. one.Clearance.Classifications, entry.Name],
                        }
                    )
                    .Select(grown => one with { Clearance = grown }),
            (before, after) => after.MayRead || !before.MayRead
        );

    [Fact]
    public void whoever_may_read_the_derived_text_may_read_every_source()
    {
        var derived = 0;
        var read = 0;
        var sources =
            from plan in RandomPolicies.Policies
            from labels in RandomPolicies.Labels(plan).Array[1, 3]
            from clearances in RandomPolicies.Clearances(plan).Array[10]
            select (policy: plan.Parse(), labels, clearances);
        sources.Sample(
            (policy, labels, clearances) =>
            {
                var dominance = policy.Dominant(labels, Now);
                if (dominance.NeedsReleaser)
                    return true;
                Interlocked.Increment(ref derived);
                var readers = clearances.Where(one => policy.Decide(dominance, one, Now).Permitted).ToList();
                Interlocked.Add(ref read, readers.Count);
                return readers.TrueForAll(one => labels.All(source => policy.Decide(source, one, Now).Permitted));
            },
            iter: 1500
        );
        derived.ShouldBeGreaterThan(20, "the samples must reach the rule");
        read.ShouldBeGreaterThan(20, "the samples must have readers");
    }

    /// <summary>Holds a rule about valid labels before and after every change of a kind.</summary>
    private static void Sampled(Func<Case, IEnumerable<Case>> changes, Func<Case, Case, bool> holds)
    {
        var changed = 0;
        OwnCases.Sample(
            before =>
                !new NaiveRules(before.Plan, Now).IsValid(before.Label)
                || changes(before)
                    .All(after =>
                    {
                        Interlocked.Increment(ref changed);
                        return holds(before, after);
                    }),
            iter: 400
        );
        changed.ShouldBeGreaterThan(20, "the samples must reach the rule");
    }

    private static Label With(Label label, string tagSet, ImmutableArray<string> values) =>
        label with
        {
            Categories = label.Categories.SetItem(tagSet, values),
        };

    private static Label Otherwise(Label label) =>
        label with
        {
            Policy = label.Policy.ToLowerInvariant(),
            Classification = label.Classification.ToLowerInvariant(),
            Categories = Otherwise(label.Categories),
        };

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Otherwise(
        ImmutableSortedDictionary<string, ImmutableArray<string>> categories
    ) => Categories([.. categories.Select(entry => (entry.Key.ToUpperInvariant(), Otherwise(entry.Value).ToArray()))]);

    private static ImmutableArray<string> Otherwise(ImmutableArray<string> names) =>
        [.. names.Reverse().Select(name => name.ToLowerInvariant())];
}
