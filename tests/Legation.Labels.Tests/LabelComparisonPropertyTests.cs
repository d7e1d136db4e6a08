using System.Collections.Immutable;
using CsCheck;
using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

/// <summary>What is said not to widen lets nobody in whom the label before kept out; and what is said to, somebody.</summary>
public sealed class LabelComparisonPropertyTests
{
    private static readonly Gen<(PolicyPlan Plan, Label From, Label To, Clearance[] Random)> Cases =
        from plan in RandomPolicies.Policies
        from labels in RandomPolicies.Labels(plan).Array[2]
        from changed in Near(plan, labels[0])
        from near in Gen.Bool
        from clearances in RandomPolicies.Clearances(plan).Array[10]
        select (plan, labels[0], near ? changed : labels[1], clearances);

    [Fact]
    public void it_is_that_of_the_rules_spelled_out_over_all_clearances_without_gaps()
    {
        var (wider, not) = (0, 0);
        Cases.Sample(
            (plan, from, to, random) =>
            {
                var rules = new NaiveRules(plan, Now);
                var clearances = Telling(plan).Concat(random.Select(one => Closed(plan, one)));
                var gains = clearances.Any(one =>
                    rules.Decide(to, one) == DenialReason.None && rules.Decide(from, one) != DenialReason.None
                );
                var widens = plan.Parse().Widens(from, to, Now);
                Interlocked.Increment(ref widens ? ref wider : ref not);
                return gains ? widens : !widens || !HasReader(plan, rules, from) || !HasReader(plan, rules, to);
            },
            iter: 1500
        );
        wider.ShouldBeGreaterThan(100, "the samples must reach the rule");
        not.ShouldBeGreaterThan(100, "the samples must reach the rule");
    }

    private static bool HasReader(PolicyPlan plan, NaiveRules rules, Label label) =>
        Telling(plan).Any(one => rules.Decide(label, one) == DenialReason.None);

    /// <summary>
    /// Every set of names in one tag set with all names in the others, at every height: where a label gains somebody it
    /// gains one of these.
    /// </summary>
    private static IEnumerable<Clearance> Telling(PolicyPlan plan) =>
        from height in plan.Classifications
        from set in plan.TagSets
        from held in Subsets([.. plan.TagSets.SelectMany(Known(plan)).Distinct()])
        select Closed(
            plan,
            new Clearance
            {
                Policy = plan.Id,
                Classifications = [height.Name],
                Categories = Categories([
                    .. plan.TagSets.Select(other => (other.Id, other == set ? held : [.. Known(plan)(other)])),
                ]),
            }
        );

    private static Func<TagSetPlan, IEnumerable<string>> Known(PolicyPlan plan) =>
        set =>
            set.Values.Select(value => value.Name)
                .Concat(plan.Memberships.SelectMany(epoch => epoch.Groups.Values.SelectMany(members => members)))
                .Distinct();

    private static IEnumerable<string[]> Subsets(string[] names) =>
        Enumerable.Range(0, 1 << names.Length).Select(bits => names.Where((_, i) => (bits >> i & 1) == 1).ToArray());

    private static Clearance Closed(PolicyPlan plan, Clearance clearance)
    {
        var height = plan
            .Classifications.Where(entry => clearance.Classifications.Contains(entry.Name))
            .Max(entry => (int?)entry.Hierarchy);
        return clearance with
        {
            Classifications =
            [
                .. plan.Classifications.Where(entry => entry.Hierarchy <= height).Select(entry => entry.Name),
            ],
        };
    }

    /// <summary>The label with one tag set, or its classification, taken from another.</summary>
    private static Gen<Label> Near(PolicyPlan plan, Label label) =>
        from other in RandomPolicies.Own(plan)
        from which in Gen.Int[0, plan.TagSets.Length + 1]
        select which switch
        {
            var i when i < plan.TagSets.Length => label with
            {
                Categories = other.Values(plan.TagSets[i].Id) is { IsEmpty: false } values
                    ? label.Categories.SetItem(plan.TagSets[i].Id, values)
                    : label.Categories.Remove(plan.TagSets[i].Id),
            },
            var i when i == plan.TagSets.Length => label with { Classification = other.Classification },
            _ => label with { MembershipEpoch = other.MembershipEpoch },
        };
}
