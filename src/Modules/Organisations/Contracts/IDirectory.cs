using System.Collections.Immutable;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Organisations.Contracts;

/// <summary>The directory as one principal may see it.</summary>
public interface IDirectory
{
    /// <summary>Opens the directory for a principal.</summary>
    DirectoryView For(Principal principal);
}

/// <summary>What the sign-in needs of the directory, before there is a principal.</summary>
public interface IPostDirectory
{
    /// <summary>The post itself, its office, its organisation, and the whole network.</summary>
    ImmutableArray<RecordId> PartiesOf(RecordId post);

    /// <summary>Name of a person, post, office or organisation in Latin script; empty when it is not known.</summary>
    string NameOf(RecordId id);
}

/// <summary>Routes, for the rules that run inside the writer's transaction.</summary>
public interface IRoutes
{
    /// <summary>
    /// The office through which dispatches of the post must go, with the node that keeps that office; null: direct.
    /// </summary>
    (RecordId Office, RecordId Node)? Through(RecordId post, IKindSession session);
}
