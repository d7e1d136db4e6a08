using System.Text.Json;
using System.Text.Json.Serialization;

namespace Legation.Labels;

/// <summary>
/// Labels in APIs: reads everything <see cref="LabelJson"/> reads, writes policy, classification and categories only,
/// in the spelling of the policy where policies are given. A label that cannot be read is a <see cref="JsonException"/>
/// that names place and rule.
/// </summary>
public sealed class LabelJsonConverter : JsonConverter<Label>
{
    private readonly LabelPolicies policies;

    /// <summary>A converter that writes names as the label spells them.</summary>
    public LabelJsonConverter()
        : this(LabelPolicies.None) { }

    /// <summary>A converter that writes names as their policy spells them.</summary>
    public LabelJsonConverter(LabelPolicies policies) => this.policies = policies;

    /// <inheritdoc/>
    public override Label Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return LabelJson.TryRead(document.RootElement, out var problem)
            ?? throw new JsonException($"label{problem?.Place} {problem?.Rule}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Label value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        LabelJson.Write(writer, policies.Find(value.Policy)?.Spell(value) ?? value, full: false);
    }
}
