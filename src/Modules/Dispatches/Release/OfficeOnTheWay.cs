using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Dispatches.Release;

/// <summary>The office that clears what a post releases, where that is another node's.</summary>
internal sealed class OfficeOnTheWay(NodeIdentity node)
{
    /// <summary>Null: what the post releases goes directly.</summary>
    public RecordId? Of(DirectoryView view, RecordId post) =>
        view.RouteOf(post) is { } route && view.Party(route.Via)?.Home != node.Id ? route.Via : null;

    /// <summary>Its name as a fact about what is to be released; none where it goes directly.</summary>
    public IEnumerable<(string Term, string Text)> Fact(DirectoryView view, RecordId post) =>
        Of(view, post) is { } office ? [("Goes first to", view.FullNameOf(office))] : [];
}
