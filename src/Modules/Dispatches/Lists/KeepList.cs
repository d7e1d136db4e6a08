using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;

namespace Legation.Dispatches.Lists;

/// <summary>Makes, changes and removes distribution lists: for whoever operates the node.</summary>
internal sealed class KeepList(AddresseeLists lists, IDirectory directory, RecordMaker maker, Ledger ledger)
{
    private const int LongestName = 100;
    private const int LongestPurpose = 500;
    private const int MostMembers = 200;
    private const int MostLists = 500;

    public static bool IsHis(Principal principal) => principal.Duties.HasFlag(Duties.Operate);

    /// <summary>Makes a list; its id.</summary>
    public async Task<Outcome<RecordId>> AddAsync(Principal principal, ListInput input)
    {
        if (Problem(principal, input, []) is { } problem)
            return problem;
        var id = maker.NewId(AddresseeList.IdKind);
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (AddresseeLists.Count(transaction) >= MostLists)
                return ListRefusals.TooManyLists(MostLists);
            return Put(transaction, principal, id, input, 1).Refused(out var refusal, out _) ? refusal : id;
        });
    }

    /// <summary>Changes a list; its number then. What was written with it stays as it is.</summary>
    /// <param name="principal">Who maintains it.</param>
    /// <param name="id">The list.</param>
    /// <param name="input">All of it.</param>
    /// <param name="read">Its number as he has read it.</param>
    public async Task<Outcome<int>> ChangeAsync(Principal principal, RecordId id, ListInput input, int read)
    {
        if (lists.Find(id) is not { } list)
            return ListRefusals.NotFound;
        // Who has left the directory may stay on it: he is sent nothing, and may come back.
        if (Problem(principal, input, [.. list.Content.Members.All]) is { } problem)
            return problem;
        return await ledger.RunAsync<Outcome<int>>(transaction =>
            AddresseeLists.NumberOf(transaction, id) switch
            {
                0 => ListRefusals.NotFound,
                var number when number != read => ListRefusals.Stale,
                var number => Put(transaction, principal, id, input, number + 1),
            }
        );
    }

    /// <summary>Removes a list. What was written with it stays as it is.</summary>
    /// <param name="principal">Who maintains it.</param>
    /// <param name="id">The list.</param>
    /// <param name="read">Its number as he has read it; null removes whatever is there.</param>
    public async Task<Outcome<RecordId>> RemoveAsync(Principal principal, RecordId id, int? read)
    {
        if (lists.Find(id) is not { } list)
            return ListRefusals.NotFound;
        if (!IsHis(principal))
            return ListRefusals.NotYourDuty;
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            var number = AddresseeLists.NumberOf(transaction, id);
            if (number == 0)
                return ListRefusals.NotFound;
            if (read is not null && number != read)
                return ListRefusals.Stale;
            AddresseeLists.Delete(transaction, id);
            Note(transaction, "list-removed", principal, id, list.Name, 0);
            return id;
        });
    }

    private static Outcome<int> Put(
        LedgerTransaction transaction,
        Principal principal,
        RecordId id,
        ListInput input,
        int number
    )
    {
        var kept = input.Kept();
        if (AddresseeLists.IsTaken(transaction, id, kept.Name))
            return ListRefusals.NameTaken;
        AddresseeLists.Put(transaction, new AddresseeList(id, kept, number, principal.Person, transaction.Now));
        Note(transaction, "list-kept", principal, id, kept.Name, kept.Members.Count);
        return number;
    }

    private Refusal? Problem(Principal principal, ListInput input, IReadOnlyCollection<RecordId> kept)
    {
        if (!IsHis(principal))
            return ListRefusals.NotYourDuty;
        if (string.IsNullOrWhiteSpace(input.Name))
            return ListRefusals.NoName;
        if (input.Name.Length > LongestName)
            return ListRefusals.TooLong("name", LongestName);
        if (input.Purpose.Length > LongestPurpose)
            return ListRefusals.TooLong("purpose", LongestPurpose);
        if (input.Members.Once().Count > MostMembers)
            return ListRefusals.TooMany(MostMembers);
        var view = directory.For(principal);
        return
            input.Members.All.Where(party => view.Party(party) is null && !kept.Contains(party)).ToList()
                is [var unknown, ..]
            ? ListRefusals.Unknown(unknown)
            : null;
    }

    private static void Note(
        LedgerTransaction transaction,
        string act,
        Principal principal,
        RecordId list,
        string name,
        int members
    ) =>
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act,
                by = principal.Account,
                list = list.ToString(),
                name,
                members,
            }
        );
}
