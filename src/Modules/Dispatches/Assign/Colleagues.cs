using Legation.Dispatches.Model;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Assign;

/// <summary>A post of an office, and whether a dispatch can be assigned to it.</summary>
/// <param name="Post">The post.</param>
/// <param name="MayRead">False: none who holds it may read the dispatch.</param>
internal sealed record Colleague(RecordId Post, bool MayRead);

/// <summary>Which posts of an office can deal with a dispatch: those at which somebody writes who may read it.</summary>
internal sealed class Colleagues(ReadGateway gateway, IDirectory directory, IPrincipals principals)
{
    /// <summary>The posts of the principal's office at which somebody writes, by name.</summary>
    public IReadOnlyList<Colleague> Of(Principal principal, RecordId dispatch)
    {
        var view = directory.For(principal);
        if (view.Party(principal.Post)?.Office is not { } office)
            return [];
        var posts = view.Parties.Where(party => party.Kind == "post" && party.Office == office);
        return
        [
            .. Writing([.. posts.Select(party => party.Id)])
                .GroupBy(other => other.Post)
                .Select(post => new Colleague(post.Key, post.Any(other => gateway.Among(other, [dispatch]).Count > 0)))
                .OrderBy(colleague => view.NameOf(colleague.Post), StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Those of the assigned dispatches with which somebody at the post can still deal. The others wait for the whole
    /// office again: whoever held the post may be gone, or the dispatch be raised above him.
    /// </summary>
    public IReadOnlyList<Guid> DealtWith(IReadOnlyCollection<(Guid Dispatch, RecordId Post)> assigned)
    {
        if (assigned.Count == 0)
            return [];
        var byPost = assigned.ToLookup(one => one.Post, one => one.Dispatch);
        return
        [
            .. Writing([.. byPost.Select(post => post.Key)])
                .SelectMany(other =>
                    gateway.Among(other, byPost[other.Post].Select(id => new RecordId(DispatchKind.KindName, id)))
                )
                .Select(id => id.Uuid)
                .Distinct(),
        ];
    }

    private IEnumerable<Principal> Writing(IReadOnlyCollection<RecordId> posts) =>
        principals.At(posts).Where(other => other.Duties.HasFlag(Duties.Write));
}
