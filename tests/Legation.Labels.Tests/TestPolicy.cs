using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace Legation.Labels.Tests;

/// <summary>The policy and the clearances of the worked cases, and short ways to write labels.</summary>
internal static class TestPolicy
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    internal const string Json = TestPolicyJson.Text;

    internal static LabelPolicy Policy { get; } = Parse(Json);

    internal static Clearance Gbr { get; } =
        Cleared(
            ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP SECRET"],
            ("context", ["NATO", "EAPC", "GEORGIA", "ISAF", "KFOR", "PFP", "RUSSIA", "UKRAINE", "RELEASABLE"]),
            ("releasableTo", ["NATO", "EAPC", "ISAF", "KFOR", "PFP", "GBR"]),
            ("only", ["NATO", "GBR"]),
            ("special", ["ATOMAL", "BOHEMIA", "CRYPTO"])
        );

    internal static Clearance Nzl { get; } =
        Cleared(
            ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"],
            ("context", ["ISAF", "RELEASABLE"]),
            ("releasableTo", ["NZL", "ISAF"]),
            ("only", ["NZL"])
        );

    internal static Clearance Wsm { get; } =
        Cleared(
            ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"],
            ("context", ["RELEASABLE"]),
            ("releasableTo", ["WSM"])
        );

    internal static LabelPolicy Parse(string json)
    {
        var parse = LabelPolicy.Parse(Encoding.UTF8.GetBytes(json));
        return parse.Policy ?? throw new InvalidOperationException(string.Join("; ", parse.Problems));
    }

    /// <summary>The test policy once the value at a JSON pointer is another.</summary>
    internal static string JsonWith(string at, string? value)
    {
        var root = JsonNode.Parse(Json)!;
        var steps = at[1..].Split('/');
        var node = steps[..^1]
            .Aggregate(root, (above, step) => above is JsonArray list ? list[int.Parse(step, null)]! : above[step]!);
        var changed = value is null ? null : JsonNode.Parse(value);
        if (node is JsonArray array)
            array[int.Parse(steps[^1], null)] = changed;
        else
            node[steps[^1]] = changed;
        return root.ToJsonString();
    }

    internal static Label Marked(string classification, params (string TagSet, string[] Values)[] categories) =>
        new()
        {
            Policy = "TEST",
            Classification = classification,
            Categories = Categories(categories),
        };

    internal static Clearance Cleared(string[] classifications, params (string TagSet, string[] Values)[] categories) =>
        new()
        {
            Policy = "TEST",
            Classifications = [.. classifications],
            Categories = Categories(categories),
        };

    internal static ImmutableSortedDictionary<string, ImmutableArray<string>> Categories(
        params (string TagSet, string[] Values)[] categories
    ) =>
        categories.ToImmutableSortedDictionary(
            entry => entry.TagSet,
            entry => entry.Values.ToImmutableArray(),
            StringComparer.Ordinal
        );
}
