using CsCheck;
using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class LabelPropertyTests
{
    private static Gen<string[]> Some(params string[] names) => Gen.Shuffle(names, 0, Math.Min(3, names.Length));

    private static readonly Gen<(string, string[])[]> GenCategories = Gen.Select(
        Some("NATO", "ISAF", "RELEASABLE"),
        Some("NATO", "KFOR", "PFP", "NZL", "FIN"),
        Some("CRYPTO", "BOHEMIA", "ATOMAL"),
        Some("STAFF"),
        (context, releasable, special, subject) =>
            new[] { ("context", context), ("releasableTo", releasable), ("special", special), ("subject", subject) }
                .Where(entry => entry.Item2.Length > 0)
                .ToArray()
    );

    private static readonly Gen<Label> GenLabel = Gen.Select(
        Gen.OneOf("UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP SECRET"),
        GenCategories,
        Gen.Int[0, 2],
        (classification, categories, epoch) => Marked(classification, categories) with { MembershipEpoch = epoch }
    );

    private static readonly string[] Classifications = [.. Policy.Classifications.Select(entry => entry.Name)];

    /// <summary>Up to a rank, and lists with gaps: whoever has SECRET may lack RESTRICTED.</summary>
    private static readonly Gen<string[]> GenClassifications = Gen.OneOf(
        Gen.Int[1, Classifications.Length].Select(rank => Classifications[..rank]),
        Gen.Shuffle(Classifications, 1, Classifications.Length)
    );

    private static readonly Gen<Clearance> GenClearance = Gen.Select(
        GenClassifications,
        Some("NATO", "ISAF", "RELEASABLE"),
        Some("GBR", "NATO", "FIN", "FRA", "NZL"),
        Some("CRYPTO", "BOHEMIA", "ATOMAL"),
        (classifications, context, releasable, special) =>
            Cleared(classifications, ("context", context), ("releasableTo", releasable), ("special", special))
    );

    [Fact]
    public void whoever_may_read_the_derived_text_may_read_every_source()
    {
        var derived = 0;
        var read = 0;
        Gen.Select(GenLabel.Array[1, 3], GenClearance.Array[20])
            .Sample(
                (sources, clearances) =>
                {
                    var dominance = Policy.Dominant(sources, Now);
                    if (dominance.NeedsReleaser)
                        return true;
                    Interlocked.Increment(ref derived);
                    var readers = clearances.Where(one => Policy.Decide(dominance, one, Now).Permitted).ToList();
                    Interlocked.Add(ref read, readers.Count);
                    return readers.TrueForAll(one => sources.All(source => Policy.Decide(source, one, Now).Permitted));
                },
                iter: 5000
            );
        derived.ShouldBeGreaterThan(100, "the samples must reach the rule");
        read.ShouldBeGreaterThan(50, "the samples must have readers");
    }

    [Fact]
    public void order_and_case_of_names_do_not_matter() =>
        Gen.Select(GenLabel, GenClearance)
            .Sample(
                (label, clearance) =>
                {
                    var other = label with
                    {
                        Classification = label.Classification.ToLowerInvariant(),
                        Categories = Categories([
                            .. label.Categories.Select(entry =>
                                (
                                    entry.Key.ToUpperInvariant(),
                                    entry.Value.Reverse().Select(name => name.ToLowerInvariant()).ToArray()
                                )
                            ),
                        ]),
                    };
                    return label == other
                        && label.GetHashCode() == other.GetHashCode()
                        && Policy.Decide(label, clearance, Now).Permitted
                            == Policy.Decide(other, clearance, Now).Permitted;
                }
            );

    [Fact]
    public void the_decision_is_that_of_the_rules_spelled_out() =>
        Gen.Select(GenLabel, GenClearance)
            .Sample(
                (label, clearance) =>
                    Policy.Decide(label, clearance, Now).Permitted == Oracle(label, clearance)
                    && Policy.Decide(Policy.Compile(label, Now), Policy.Compile(clearance))
                        == Policy.Decide(label, clearance, Now),
                iter: 5000
            );

    /// <summary>The rules once more, on sets of names instead of bits.</summary>
    private static bool Oracle(Label label, Clearance clearance) =>
        Policy.Validate(label, Now) is null
        && clearance.Classifications.Contains(label.Classification, StringComparer.Ordinal)
        && label.Values("special").All(clearance.Categories["special"].Contains)
        && Met(label, clearance, "context")
        && Met(label, clearance, "releasableTo");

    private static bool Met(Label label, Clearance clearance, string tagSet) =>
        label.Values(tagSet).IsEmpty
        || label
            .Values(tagSet)
            .SelectMany(name => Holders(Policy.FindTagSet(tagSet)!.Find(name)!, label.MembershipEpoch))
            .Intersect(clearance.Categories[tagSet], StringComparer.Ordinal)
            .Any();

    private static IEnumerable<string> Holders(TagValue value, int epoch)
    {
        if (value.Group is null)
            return [value.Name];
        var lists = Policy
            .Memberships.Where(one => epoch == 0 || one.Epoch == epoch)
            .Select(one => one.Groups[value.Group]);
        return lists
            .Select(list => list.AsEnumerable())
            .Aggregate((left, right) => left.Intersect(right, StringComparer.Ordinal));
    }
}
