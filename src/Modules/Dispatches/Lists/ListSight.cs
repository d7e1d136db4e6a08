using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Lists;

/// <summary>
/// What somebody sees of a list: the members that the directory holds for him. Whoever keeps lists sees the others by their
/// ids, so that he can take them off.
/// </summary>
internal static class ListSight
{
    public static ListMembers MembersFor(this AddresseeList list, Principal reader, DirectoryView view)
    {
        var members = list.Content.Members;
        return KeepList.IsHis(reader)
            ? members
            : new ListMembers([.. members.Action.Where(IsThere)], [.. members.Info.Where(IsThere)]);

        bool IsThere(RecordId party) => view.Party(party) is not null;
    }

    /// <summary>Those who are in the directory no more, or not for him.</summary>
    public static IReadOnlyList<RecordId> LeftFor(this AddresseeList list, Principal reader, DirectoryView view) =>
        [.. list.MembersFor(reader, view).All.Where(party => view.Party(party) is null)];
}
