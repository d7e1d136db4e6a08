using System.Collections.Immutable;
using Legation.Labels;

namespace Legation.Records.Access;

/// <summary>Answers of every record, whatever its kind, why somebody may have it and how far it has come.</summary>
public sealed class RecordAccess(AcceptedPolicies policies, Interned interned, IDeliveries deliveries)
{
    /// <summary>Why the principal may have a record.</summary>
    /// <param name="principal">Who has it.</param>
    /// <param name="label">The record's label.</param>
    /// <param name="audience">Whom it names, and to whom it was granted.</param>
    public OwnAccess Own(Principal principal, Label label, IReadOnlyCollection<RecordId> audience) =>
        new(
            [.. principal.Parties.Append(Audiences.Everyone).Distinct().Where(audience.Contains)],
            ClassificationFor(principal.Clearance, label),
            [.. ValuesFor(principal.Clearance, label)]
        );

    /// <summary>Who is to have a record, and how far it has come on this node's links.</summary>
    public RecordDistribution Distribution(AppliedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var named = record.Header.Audience;
        return new RecordDistribution(
            [.. interned.Audience(record.Audience).Select(party => new AudienceMember(party, !named.Contains(party)))],
            deliveries.Of(record.Header.Id)
        );
    }

    private string? ClassificationFor(Clearance clearance, Label label) =>
        policies.Current.Find(clearance.Policy) is { } policy && policy.InThisPolicy(label) is { } ours
            ? policy.FindClassification(ours.Classification)?.Marking ?? ours.Classification
            : null;

    private IEnumerable<string> ValuesFor(Clearance clearance, Label label) =>
        policies.Current.Find(clearance.Policy) is { } policy && policy.InThisPolicy(label) is { } ours
            ? policy
                .TagSets.Where(set => set.Type is not TagSetType.Informative)
                .SelectMany(set => ours.Values(set.Id).Where(value => Holds(clearance, set, value)))
            : [];

    private static bool Holds(Clearance clearance, TagSet set, string value) =>
        clearance.Categories.TryGetValue(set.Id, out var held)
        && held.Contains(value, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Why somebody may have a record.</summary>
/// <param name="Parties">Which of his parties are to have it: the post, its office, its organisation, or everybody.</param>
/// <param name="Classification">
/// The classification that his clearance grants, in the words of his policy; null: his policy has no word for the label.
/// </param>
/// <param name="Values">The further words of the label that his clearance holds.</param>
public sealed record OwnAccess(ImmutableArray<RecordId> Parties, string? Classification, ImmutableArray<string> Values)
{
    /// <summary>The same in sentences.</summary>
    /// <param name="part">A party and its part in the record, in words.</param>
    public IReadOnlyList<string> Sentences(Func<RecordId, string> part) =>
        [
            $"You have it through your part in it ({string.Join("; ", Parties.Select(part))}).",
            Classification is null ? "Its label is one of a policy that your clearance does not know."
            : Values.IsEmpty ? $"{Classification} is in your clearance."
            : $"{Classification} is in your clearance, and so is {string.Join(", ", Values)}.",
        ];
}

/// <summary>Who is to have a record, and how far it has come on this node's links.</summary>
/// <param name="Audience">Each party.</param>
/// <param name="Links">One entry for each link on which it was queued.</param>
public sealed record RecordDistribution(ImmutableArray<AudienceMember> Audience, IReadOnlyList<Delivery> Links);

/// <summary>A party that is to have a record.</summary>
/// <param name="Party">Organisation, office or post, or everybody.</param>
/// <param name="Granted">True if its originator did not name it and somebody forwarded the record to it.</param>
public readonly record struct AudienceMember(RecordId Party, bool Granted);
