using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Legation.Labels;
using Legation.Records;

namespace Legation.Server.Accounts;

/// <summary>A clearance as an officer hands it in and as it is stored.</summary>
internal static class ClearanceText
{
    /// <summary>What is granted when nothing is said: the lowest classification, as released by default.</summary>
    public static Clearance Least(LabelPolicy policy) =>
        new()
        {
            Policy = policy.Id,
            Classifications = [policy.Classifications.MinBy(c => c.Hierarchy)!.Name],
            Categories = policy
                .TagSets.Where(set => set.Required && !set.Default.IsEmpty)
                .ToImmutableSortedDictionary(set => set.Id, set => set.Default, StringComparer.OrdinalIgnoreCase),
        };

    /// <summary>What the text grants; refused if it is malformed or names what the policy does not know. Null grants the least.</summary>
    public static Outcome<Clearance> Read(string? json, LabelPolicies policies)
    {
        if (json is null)
            return Least(policies.First());
        var clearance = ClearanceJson.TryRead(Encoding.UTF8.GetBytes(json), out var problem);
        if (clearance is not null)
            problem = policies.Find(clearance.Policy) is { } policy
                ? policy.Validate(clearance)
                : new LabelProblem("/policy", $"{clearance.Policy} is not accepted on this node");
        return problem is null
            ? clearance!
            : new Refusal(
                RefusalKind.Invalid,
                "clearance",
                $"The clearance: {problem.Place} {problem.Rule}.",
                "clearance"
            );
    }

    /// <summary>“UNCLASSIFIED, RESTRICTED; releasableTo ALLIANCE, NZL”.</summary>
    public static string Words(Clearance clearance) =>
        string.Join(
            "; ",
            clearance
                .Categories.Select(set => $"{set.Key} {string.Join(", ", set.Value)}")
                .Prepend(string.Join(", ", clearance.Classifications))
        );

    public static string Write(Clearance clearance)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            ClearanceJson.Write(writer, clearance);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
