using System.Collections.Immutable;
using Legation.Labels;

namespace Legation.Records;

/// <summary>All interned values at one instant.</summary>
/// <param name="Labels">The label with number n stands at n − 1.</param>
/// <param name="Audiences">The audience with number n stands at n − 1.</param>
/// <param name="LabelIds">Numbers of labels by their encoded form.</param>
/// <param name="AudienceIds">Numbers of audiences by their text.</param>
/// <param name="PartyIds">Numbers of parties.</param>
internal sealed record InternedValues(
    ImmutableList<Label> Labels,
    ImmutableList<ImmutableArray<RecordId>> Audiences,
    ImmutableDictionary<string, int> LabelIds,
    ImmutableDictionary<string, int> AudienceIds,
    ImmutableDictionary<RecordId, int> PartyIds
)
{
    public static InternedValues None { get; } =
        new(
            [],
            [],
            ImmutableDictionary.Create<string, int>(StringComparer.Ordinal),
            ImmutableDictionary.Create<string, int>(StringComparer.Ordinal),
            ImmutableDictionary<RecordId, int>.Empty
        );

    /// <summary>
    /// A number stands for labels of all dates. That a value is retired concerns new labels and is for the door to
    /// check; in front of a reader what was once marked stays valid.
    /// </summary>
    public InternedValues WithLabel(string key, Label label) =>
        this with
        {
            Labels = Labels.Add(Dateless(label)),
            LabelIds = LabelIds.Add(key, Labels.Count + 1),
        };

    public InternedValues WithAudience(string key, ImmutableArray<RecordId> parties) =>
        this with
        {
            Audiences = Audiences.Add(parties),
            AudienceIds = AudienceIds.Add(key, Audiences.Count + 1),
        };

    public InternedValues WithParty(RecordId party) => this with { PartyIds = PartyIds.Add(party, PartyIds.Count + 1) };

    private static Label Dateless(Label label) =>
        label with
        {
            Made = DateTimeOffset.MinValue,
            Review = null,
            Alternatives = [.. label.Alternatives.Select(Dateless)],
        };
}
