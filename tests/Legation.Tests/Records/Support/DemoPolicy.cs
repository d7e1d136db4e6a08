using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Legation.Labels;

namespace Legation.Tests.Records.Support;

/// <summary>Later versions of the policy that every node accepts from the start.</summary>
internal static class DemoPolicy
{
    public const string Id = "LEGATION-DEMO";

    /// <summary>The shipped version with another number and what the test changes.</summary>
    public static JsonNode Version(int version, Action<JsonNode>? change = null)
    {
        using var stream = typeof(ShippedPolicies).Assembly.GetManifestResourceStream("legation-demo.json")!;
        var json = JsonNode.Parse(stream)!;
        json["version"] = version;
        change?.Invoke(json);
        return json;
    }

    public static byte[] Bytes(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json);

    /// <summary>A label that was stamped with this membership epoch.</summary>
    public static Label OfEpoch(int epoch) =>
        new()
        {
            Policy = Id,
            Classification = "UNCLASSIFIED",
            Categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(
                "releasableTo",
                ["ALLIANCE"]
            ),
            MembershipEpoch = epoch,
        };

    /// <summary>Another member joins the alliance.</summary>
    public static void Joins(JsonNode json) =>
        json["memberships"]!
            .AsArray()
            .Add(JsonNode.Parse("""{ "epoch": 2, "groups": { "ALLIANCE": ["ALLIANCE", "JPN"] } }"""));

    /// <summary>What only cleared people could read, anybody with the classification could.</summary>
    public static void Opens(JsonNode json) => json["tagSets"]![0]!["type"] = "informative";
}
