using System.Collections.Immutable;
using Legation.Labels;

namespace Legation.Records.Access;

/// <summary>An account in a post at this instant: who asks.</summary>
/// <param name="Account">Name of the account on this node.</param>
/// <param name="Person">The person behind it.</param>
/// <param name="Post">The post held now.</param>
/// <param name="Parties">The post, its office and its organisation: audiences that name one of them include it.</param>
/// <param name="Clearance">What labels the person may read, as this node's security officer set it.</param>
public sealed record Principal(
    string Account,
    RecordId Person,
    RecordId Post,
    ImmutableArray<RecordId> Parties,
    Clearance Clearance
)
{
    /// <summary>The author of what this principal writes.</summary>
    public Author ToAuthor() => new(Person, Post);
}
