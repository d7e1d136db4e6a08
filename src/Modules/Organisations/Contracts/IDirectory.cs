using System.Collections.Immutable;
using Legation.Records;

namespace Legation.Organisations.Contracts;

/// <summary>What the sign-in needs of the directory, before there is a principal.</summary>
public interface IPostDirectory
{
    /// <summary>The post itself, its office, its organisation, and the whole network.</summary>
    ImmutableArray<RecordId> PartiesOf(RecordId post);

    /// <summary>Name of a person, post, office or organisation in Latin script; empty when it is not known.</summary>
    string NameOf(RecordId id);
}
