using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;

namespace Legation.Dispatches.Clear;

/// <summary>
/// What may be cleared in the name of who gave an authority: what he could clear himself, as his account, his duties, his
/// clearance, his office and the routes stand now. All else waits for a person.
/// </summary>
internal sealed class AuthorityRule(
    IPrincipals principals,
    IDirectory directory,
    ReadGateway gateway,
    NodeIdentity node
)
{
    public bool Clears(StandingAuthority authority) =>
        Giver(authority) is { } giver && Senders(giver).Contains(authority.Sender);

    /// <summary>Posts of other nodes of whose dispatches some go through an office of the principal.</summary>
    public IReadOnlyList<RecordId> Senders(Principal principal)
    {
        var view = directory.For(principal);
        return
        [
            .. principal
                .Parties.SelectMany(view.SendersThrough)
                .Select(sender => sender.Post)
                .Where(post => view.Party(post)?.Home != node.Id)
                .Distinct(),
        ];
    }

    /// <summary>Those of the dispatches that are cleared under the authority.</summary>
    public IReadOnlyList<AppliedRecord> Covered(StandingAuthority authority, IReadOnlyList<AppliedRecord> arrived)
    {
        List<AppliedRecord> over = [.. arrived.Where(authority.IsOver)];
        if (over.Count == 0 || Giver(authority) is not { } giver)
            return [];
        var view = directory.For(giver);
        var bySubject = view.RoutedSubjects.Count > 0;
        var seen = gateway.Among(giver, over.Select(dispatch => dispatch.Header.Id)).ToHashSet();
        return [.. over.Where(dispatch => seen.Contains(dispatch.Header.Id) && GoesThrough(dispatch))];

        bool GoesThrough(AppliedRecord dispatch) =>
            view.RouteOf(authority.Sender, bySubject ? AboutOf(dispatch) : null)?.Terms.Through is { } office
            && giver.Parties.Contains(office);
    }

    private Principal? Giver(StandingAuthority authority) =>
        principals.Of(authority.Giver) is { } giver && giver.Duties.HasFlag(Duties.Clear) ? giver : null;

    private static RecordId? AboutOf(AppliedRecord dispatch) =>
        RecordMaker.ReadBody<DispatchHeading>(dispatch.Record).About;
}
