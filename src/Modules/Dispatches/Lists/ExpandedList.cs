using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Lists;

/// <summary>A list as addressees of one who writes, at this instant.</summary>
/// <param name="Members">Those who can be addressed.</param>
/// <param name="Left">Those who are in the directory no more, or not for him; told to whoever keeps lists alone.</param>
internal sealed record ExpandedList(ListMembers Members, IReadOnlyList<RecordId> Left)
{
    /// <summary>Its members without who has left, and without the writer’s own post.</summary>
    public static ExpandedList Of(AddresseeList list, DirectoryView view, Principal writer)
    {
        var members = list.Content.Members;
        return new ExpandedList(
            new ListMembers([.. members.Action.Where(IsThere)], [.. members.Info.Where(IsThere)]),
            list.LeftFor(writer, view)
        );

        bool IsThere(RecordId party) => party != writer.Post && view.Party(party) is not null;
    }

    /// <summary>Adds them to who is ticked already, each in the role that he has there.</summary>
    public (List<string> Action, List<string> Info) AddTo(IEnumerable<string>? action, IEnumerable<string>? info)
    {
        List<string> acting = [.. action ?? []];
        List<string> knowing = [.. info ?? []];
        acting.AddRange(New(Members.Action));
        knowing.AddRange(New(Members.Info));
        return (acting, knowing);

        List<string> New(IEnumerable<RecordId> parties) =>
            [
                .. parties
                    .Select(party => party.ToString())
                    .Where(party => !acting.Contains(party) && !knowing.Contains(party)),
            ];
    }
}
