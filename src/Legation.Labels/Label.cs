using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Legation.Labels;

/// <summary>
/// A confidentiality label in the words of ADatP-4774: what a policy says about who may have something.
/// It is the originator's and never changes; what another policy makes of it is an entry in <see cref="Alternatives"/>.
/// Two labels are equal if they say the same: case, order and repetition of names do not count.
/// </summary>
/// <remarks>
/// Serialising with <c>System.Text.Json</c> writes the short form of <see cref="LabelJsonConverter"/>;
/// <see cref="LabelJson.Write(System.Text.Json.Utf8JsonWriter, Label, bool)"/> writes all of it.
/// </remarks>
[JsonConverter(typeof(LabelJsonConverter))]
public sealed record Label
{
    /// <summary>Id of the policy whose words the label uses.</summary>
    public required string Policy { get; init; }

    /// <summary>Name of a classification of that policy.</summary>
    public required string Classification { get; init; }

    /// <summary>Tag set to the values marked; keys compare without case. Empty by default.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Categories
    {
        get;
        init => field = Names.ByName(value);
    } = Names.NoCategories;

    /// <summary>When the label was made; values retired later stay valid on it.</summary>
    public DateTimeOffset? Made { get; init; }

    /// <summary>When it is to be looked at again. A date that has passed does not invalidate the label.</summary>
    public DateOnly? Review { get; init; }

    /// <summary>
    /// Number of the policy's memberships when the label was made. Zero: not stamped; a group then means
    /// those who belonged to it in every epoch, so that a missing stamp never widens.
    /// </summary>
    public int MembershipEpoch { get; init; }

    /// <summary>What other policies make of this label: at most one in each.</summary>
    public ImmutableArray<Label> Alternatives
    {
        get;
        init => field = value.OrEmpty();
    } = [];

    /// <summary>The values marked in a tag set; empty if it is absent.</summary>
    public ImmutableArray<string> Values(string tagSet) =>
        Categories.TryGetValue(tagSet, out var values) ? values.OrEmpty() : [];

    /// <inheritdoc/>
    public bool Equals(Label? other) =>
        ReferenceEquals(this, other)
        || (
            other is not null
            && Names.Same(Policy, other.Policy)
            && Names.Same(Classification, other.Classification)
            && Made == other.Made
            && Review == other.Review
            && MembershipEpoch == other.MembershipEpoch
            && Names.SameCategories(Categories, other.Categories)
            && Alternatives.Length == other.Alternatives.Length
            && Alternatives.All(other.Alternatives.Contains)
            && other.Alternatives.All(Alternatives.Contains)
        );

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(
            Names.Comparer.GetHashCode(Policy),
            Names.Comparer.GetHashCode(Classification),
            Names.HashCategories(Categories),
            Made,
            Review,
            MembershipEpoch,
            Alternatives.Length
        );

    /// <summary>The label in plain words, for logs and failing tests; pages use <see cref="LabelPolicy.Marking"/>.</summary>
    public override string ToString() => LabelMarking.Plain(this);
}
