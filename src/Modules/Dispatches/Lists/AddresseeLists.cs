using System.Data.Common;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Dispatches.Lists;

/// <summary>The distribution lists of the node, for all who write here. Node state: they travel nowhere.</summary>
internal sealed class AddresseeLists(IRecordStore store)
{
    private const string Columns = "SELECT id, name, purpose, number, person, changed FROM dispatch_list";

    public IReadOnlyList<AddresseeList> All()
    {
        using var session = store.OpenReader();
        var members = session
            .Query("SELECT list, party, action FROM dispatch_list_member ORDER BY list, position", MapMember)
            .ToLookup(member => member.List);
        return session.Query($"{Columns} ORDER BY folded", row => Map(row, members));
    }

    public AddresseeList? Find(RecordId id) => All().FirstOrDefault(list => list.Id == id);

    public static int Count(LedgerTransaction transaction) =>
        transaction.Query("SELECT COUNT(*) FROM dispatch_list", row => row.GetInt32(0)).Single();

    /// <summary>Number of the list as the transaction has it; 0 if there is none.</summary>
    public static int NumberOf(LedgerTransaction transaction, RecordId id) =>
        transaction
            .Query("SELECT number FROM dispatch_list WHERE id = $1", row => row.GetInt32(0), id.ToString())
            .SingleOrDefault();

    public static bool IsTaken(LedgerTransaction transaction, RecordId id, string name) =>
        transaction
            .Query(
                "SELECT 1 FROM dispatch_list WHERE folded = $2 AND id <> $1",
                row => row.GetInt32(0),
                id.ToString(),
                Folded(name)
            )
            .Count > 0;

    public static void Put(LedgerTransaction transaction, AddresseeList list)
    {
        transaction.Execute(
            """
            INSERT INTO dispatch_list (id, name, folded, purpose, number, person, changed) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET
              name = excluded.name, folded = excluded.folded, purpose = excluded.purpose, number = excluded.number,
              person = excluded.person, changed = excluded.changed
            """,
            list.Id.ToString(),
            list.Name,
            Folded(list.Name),
            list.Content.Purpose,
            (long)list.Number,
            list.By.ToString(),
            list.Changed.ToMicroseconds()
        );
        transaction.Execute("DELETE FROM dispatch_list_member WHERE list = $1", list.Id.ToString());
        var place = 0L;
        foreach (var (party, acts) in Members(list))
            transaction.Execute(
                "INSERT INTO dispatch_list_member (list, party, action, position) VALUES ($1, $2, $3, $4)",
                list.Id.ToString(),
                party.ToString(),
                acts ? 1L : 0L,
                place++
            );
    }

    public static void Delete(LedgerTransaction transaction, RecordId id)
    {
        transaction.Execute("DELETE FROM dispatch_list_member WHERE list = $1", id.ToString());
        transaction.Execute("DELETE FROM dispatch_list WHERE id = $1", id.ToString());
    }

    private static IEnumerable<(RecordId Party, bool Acts)> Members(AddresseeList list) =>
        list
            .Content.Members.Action.Select(party => (party, true))
            .Concat(list.Content.Members.Info.Select(party => (party, false)));

    // SQLite folds the letters of ASCII alone.
    private static string Folded(string name) => name.Normalize().ToUpperInvariant();

    private static (string List, RecordId Party, bool Acts) MapMember(DbDataReader row) =>
        (row.GetString(0), RecordId.Parse(row.GetString(1)), row.GetInt64(2) != 0);

    private static AddresseeList Map(DbDataReader row, ILookup<string, (string, RecordId Party, bool Acts)> members)
    {
        var own = members[row.GetString(0)].ToList();
        return new AddresseeList(
            RecordId.Parse(row.GetString(0)),
            new ListInput(
                row.GetString(1),
                row.GetString(2),
                new ListMembers(
                    [.. own.Where(member => member.Acts).Select(member => member.Party)],
                    [.. own.Where(member => !member.Acts).Select(member => member.Party)]
                )
            ),
            row.GetInt32(3),
            RecordId.Parse(row.GetString(4)),
            Instants.FromMicroseconds(row.GetInt64(5))
        );
    }
}
