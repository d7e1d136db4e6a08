using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Legation.Labels.Tests;

/// <summary>A policy as its author writes it; serialised, it is the policy's JSON.</summary>
internal sealed record PolicyPlan(
    ClassificationPlan[] Classifications,
    TagSetPlan[] TagSets,
    MembershipPlan[] Memberships,
    MappingPlan[] Mappings
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string Id { get; } = "OURS";
    public int Version { get; } = 1;
    public string Name { get; } = "Ours";

    internal LabelPolicy Parse() => TestPolicy.Parse(JsonSerializer.Serialize(this, Json));

    internal TagSetPlan? TagSet(string id) => Array.Find(TagSets, tagSet => tagSet.Id == id);
}

internal sealed record ClassificationPlan(string Name, int Hierarchy, DateTimeOffset? Retired)
{
    public string Colour { get; } = "u";
}

internal sealed record TagSetPlan(string Id, TagSetType Type, bool Required, int? Maximum, ValuePlan[] Values)
{
    public MarkingPlan? Marking { get; init; }

    internal ValuePlan? Value(string name) => Array.Find(Values, value => value.Name == name);
}

internal sealed record MarkingPlan(string[] Omit);

internal sealed record ValuePlan(string Name, string? Group, DateTimeOffset? Retired, string[] Excludes);

internal sealed record MembershipPlan(int Epoch, Dictionary<string, string[]> Groups);

internal sealed record MappingPlan(
    string Policy,
    Dictionary<string, string> Classifications,
    TagSetMappingPlan[] TagSets,
    Dictionary<string, string[]> Add
);

internal sealed record TagSetMappingPlan(string From, string? To, bool Ignored, Dictionary<string, string> Values);
