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

    /// <summary>Name of a person, post, office, organisation or subject in Latin script; empty when it is not known.</summary>
    string NameOf(RecordId id);

    /// <summary>All entries, for the operator: by kind, then name.</summary>
    IReadOnlyList<OperatorEntry> All();

    /// <summary>How dispatches go by a route, in words: <c>through Liaison Office Tokyo</c>.</summary>
    string Way(RouteTerms terms);

    /// <summary>All routes, followed or not, for the operator: by the sender's name.</summary>
    IReadOnlyList<OperatorRoute> Routes();
}

/// <summary>An entry of the directory as the operator sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in Latin script.</param>
/// <param name="Within">Name of the office of a post; else empty.</param>
/// <param name="Own">True if this node entered it.</param>
public sealed record OperatorEntry(RecordId Id, string Name, string Within, bool Own);

/// <summary>A route as the operator sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sender">Name of the post, office or organisation; its id while it is not in the directory here.</param>
/// <param name="Way">How its dispatches go, in words: <c>through Liaison Office Tokyo</c>.</param>
/// <param name="Ruler">The node that ruled it.</param>
/// <param name="Followed">Whether this node follows the routes of that node.</param>
public sealed record OperatorRoute(RecordId Id, string Sender, string Way, RecordId Ruler, bool Followed);

/// <summary>Posts as senders, for the rules that run inside the writer's transaction.</summary>
public interface ISenders
{
    /// <summary>The post; null while it is not in the directory here.</summary>
    Sender? Find(RecordId post, IKindSession session);
}

/// <summary>A post that sends.</summary>
/// <param name="Home">The node that keeps its entry, and alone writes in its name.</param>
/// <param name="Parties">The post, its office and its organisation.</param>
/// <param name="Routes">Routes that are followed here and govern some of its dispatches, the newest first.</param>
public sealed record Sender(RecordId Home, ImmutableArray<RecordId> Parties, ImmutableArray<SenderRoute> Routes)
{
    /// <summary>Whether the way of its dispatches depends on what they are about.</summary>
    public bool GoesBySubject { get; } = Routes.Any(route => route.Terms.Subject is not null);

    /// <summary>The route that governs what it writes about a subject; null: none does, so it goes direct.</summary>
    public SenderRoute? RouteOf(RecordId? about) => RouteChoice.Of(Routes, route => route.Terms, Parties, about);
}

/// <summary>A way of a post's dispatches.</summary>
/// <param name="Terms">What the route says.</param>
/// <param name="Node">The node that keeps its office; null while the office is not in the directory here.</param>
public sealed record SenderRoute(RouteTerms Terms, RecordId? Node)
{
    /// <summary>The kind of what a dispatch waits for where a route leads it through an office.</summary>
    public const string ClearanceOf = "clearance-of";
}
