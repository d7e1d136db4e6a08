using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace Legation.Labels.Tests;

/// <summary>A version that is said to lower nothing gives nobody what the earlier one withheld.</summary>
public sealed class PolicyComparisonPropertyTests
{
    private const int Choices = 60;
    private const string Early = "2026-02-01T00:00:00Z";
    private const string Late = "2026-04-01T00:00:00Z";
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["X", "Y", "M", "N"];

    private static readonly Gen<int[]> GenChoices = Gen.Int[0, 719].Array[Choices];

    /// <summary>A version and a later one that differs in a few of its choices.</summary>
    private static readonly Gen<(LabelPolicy? Older, LabelPolicy? Newer)> GenVersions = Gen.Select(
        GenChoices,
        Gen.Select(Gen.Int[0, Choices - 1], Gen.Int[0, 719]).Array[0, 4],
        (choices, changes) =>
        {
            var changed = (int[])choices.Clone();
            foreach (var (place, choice) in changes)
                changed[place] = choice;
            return (Policy(choices, 1), Policy(changed, 2));
        }
    );

    private static readonly Gen<DateTimeOffset?> GenMade = Gen.OneOf<DateTimeOffset?>(
        null,
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero)
    );

    private static readonly Gen<Label> GenOwn = Gen.Select(
        Gen.OneOf("A", "B"),
        Some("X", "Y"),
        Some("X", "Y"),
        Gen.Int[0, 2],
        GenMade,
        (classification, s, t, epoch, made) =>
            Marked("P", classification, ("S", s), ("T", t)) with
            {
                MembershipEpoch = epoch,
                Made = made,
            }
    );

    private static readonly Gen<Label> GenForeign = Gen.Select(
        Gen.OneOf("a", "b"),
        Some("x", "y"),
        Some("x", "y"),
        GenMade,
        (classification, s, t, made) => Marked("Q", classification, ("s", s), ("t", t)) with { Made = made }
    );

    private static readonly Gen<Clearance> GenClearance = Gen.Select(
        Some("A", "B"),
        Some(Names),
        Some(Names),
        (classifications, s, t) =>
            new Clearance
            {
                Policy = "P",
                Classifications = [.. classifications],
                Categories = Categories(("S", s), ("T", t)),
            }
    );

    [Fact]
    public void a_version_that_lowers_nothing_gives_nobody_what_was_withheld()
    {
        var (compared, permitted) = (0, 0);
        Gen.Select(GenVersions, GenOwn.Array[12], GenForeign.Array[8], GenClearance.Array[12])
            .Sample(
                (versions, own, foreign, clearances) =>
                {
                    if (versions is not ({ } older, { } newer) || !newer.Lowers(older).IsEmpty)
                        return true;
                    Interlocked.Increment(ref compared);
                    foreach (var label in own.Concat(foreign).Where(label => HadWordsFor(older, label)))
                    foreach (var clearance in clearances)
                    {
                        if (!newer.Decide(label, clearance, Now).Permitted)
                            continue;
                        Interlocked.Increment(ref permitted);
                        if (!older.Decide(label, clearance, Now).Permitted)
                            return false;
                    }
                    return true;
                },
                iter: 20_000
            );
        compared.ShouldBeGreaterThan(500, "the samples must reach the rule");
        permitted.ShouldBeGreaterThan(1000, "the samples must have readers");
    }

    /// <summary>What only the later version has a word for was never protected by the earlier one.</summary>
    private static bool HadWordsFor(LabelPolicy older, Label label) =>
        label.Policy == "Q"
            ? older.InThisPolicy(label) is { } ours && older.Validate(ours, Now) is null
            : older.FindClassification(label.Classification) is not null
                && label.MembershipEpoch <= older.CurrentEpoch
                && label.Categories.All(entry =>
                    older.FindTagSet(entry.Key) is { } set && entry.Value.All(name => set.Find(name) is not null)
                );

    private static Label Marked(string policy, string classification, params (string, string[])[] categories) =>
        new()
        {
            Policy = policy,
            Classification = classification,
            Categories = Categories([.. categories.Where(entry => entry.Item2.Length > 0)]),
        };

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Categories(
        params (string TagSet, string[] Values)[] categories
    ) => categories.ToImmutableSortedDictionary(entry => entry.TagSet, entry => entry.Values.ToImmutableArray());

    private static Gen<string[]> Some(params string[] names) => Gen.Shuffle(names, 0, names.Length);

    /// <summary>A policy made by choices, each always about the same; null if they contradict each other.</summary>
    private static LabelPolicy? Policy(int[] choices, int version)
    {
        var next = 0;
        bool Once(int of) => choices[next++] % of == 0;
        T One<T>(params T[] of) => of[choices[next++] % of.Length];

        object TagSet(string id)
        {
            var type = One("restrictive", "permissive", "permissive", "informative");
            object Value(string name) =>
                new
                {
                    name,
                    retired = One(null, null, null, Early, Late),
                    excludes = One<string[]>([], [], ["A"], ["B"]),
                    group = One(null, null, "G", "H") is { } group && type == "permissive" ? group : null,
                };
            return new
            {
                id,
                type,
                required = Once(3),
                maximum = One<int?>(null, null, 1),
                @default = One<string[]>([], ["X"], ["X", "Y"]),
                values = new[] { Value("X"), Value("Y") }.Take(One(2, 2, 1)),
            };
        }
        object Epoch(int epoch) =>
            new
            {
                epoch,
                groups = new Dictionary<string, string[]>
                {
                    ["G"] = One<string[]>(["M"], ["M", "N"], ["X"], ["N"]),
                    ["H"] = One<string[]>(["M"], ["M", "N"], ["Y"], ["N"]),
                },
            };
        object Translation(string from)
        {
            var to = One("S", "T", null);
            return new
            {
                from,
                to,
                ignored = to is null,
                values = new Dictionary<string, string> { ["x"] = One("X", "X", "Y"), ["y"] = One("Y", "Y", "X") }
                    .Where(_ => to is not null)
                    .ToDictionary(),
            };
        }

        var classifications = new[] { ("A", 1), ("B", 2) }.Select(entry => new
        {
            name = entry.Item1,
            hierarchy = entry.Item2,
            colour = "u",
            retired = One(null, null, null, Early, Late),
        });
        object policy = new
        {
            id = "P",
            version,
            name = "P",
            classifications = classifications.ToArray(),
            tagSets = new[] { TagSet("S"), TagSet("T") },
            memberships = new[] { Epoch(1), Epoch(2) }.Take(One(1, 1, 2)).ToArray(),
            mappings = new[]
            {
                new
                {
                    policy = "Q",
                    classifications = new Dictionary<string, string>
                    {
                        ["a"] = One("A", "A", "B"),
                        ["b"] = One("B", "B", "A"),
                    },
                    tagSets = new[] { Translation("s"), Translation("t") },
                    add = new Dictionary<string, string[]>
                    {
                        ["S"] = One<string[]>([], ["X"], ["X", "Y"]),
                        ["T"] = One<string[]>([], ["X"], ["Y"]),
                    }
                        .Where(entry => entry.Value.Length > 0)
                        .ToDictionary(),
                },
            }.Take(One(1, 1, 0)).ToArray(),
        };
        return LabelPolicy.Parse(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(policy))).Policy;
    }
}
