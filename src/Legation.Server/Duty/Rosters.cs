using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Storage;
using Legation.Server.Accounts;

namespace Legation.Server.Duty;

/// <summary>The duty rosters of this node. Every change is an administrative act.</summary>
internal sealed class Rosters(Ledger ledger, IRecordStore store, AccountRegister accounts)
{
    private const string Select = "SELECT content FROM duty_roster";
    private const string SelectOne = $"{Select} WHERE party = $1";

    private const string Put = """
        INSERT INTO duty_roster (party, content) VALUES ($1, $2)
        ON CONFLICT (party) DO UPDATE SET content = excluded.content
        """;

    public IReadOnlyList<DutyRoster> All()
    {
        using var session = store.OpenReader();
        return session.Query($"{Select} ORDER BY party", Map);
    }

    public DutyRoster? Find(RecordId party)
    {
        using var session = store.OpenReader();
        return session.Query(SelectOne, Map, party.ToString()).SingleOrDefault();
    }

    /// <summary>As a transaction has it.</summary>
    public static DutyRoster? Find(RecordId party, LedgerTransaction transaction) =>
        transaction.Query(SelectOne, Map, party.ToString()).SingleOrDefault();

    /// <summary>Keeps a roster in the place of the one that the party had.</summary>
    /// <param name="roster">The roster.</param>
    /// <param name="by">Account; empty for the command line.</param>
    public async Task<Outcome<DutyRoster>> SetAsync(DutyRoster roster, string by)
    {
        if (RosterRules.Problem(roster, accounts) is { } problem)
            return problem;
        await ledger.RunAsync(t =>
        {
            t.Execute(Put, roster.Party.ToString(), RosterJson.Write(roster));
            Note(t, "set-duty-roster", roster.Party, by);
            return true;
        });
        return roster;
    }

    /// <summary>Takes a roster away: nobody is called for the party any more.</summary>
    public Task<bool> RemoveAsync(RecordId party, string by) =>
        ledger.RunAsync(t =>
        {
            if (t.Execute("DELETE FROM duty_roster WHERE party = $1", party.ToString()) == 0)
                return false;
            Note(t, "remove-duty-roster", party, by);
            return true;
        });

    // Addresses are personal data: the act names the party alone.
    private static void Note(LedgerTransaction transaction, string act, RecordId party, string by) =>
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act,
                party = party.ToString(),
                by,
            }
        );

    private static DutyRoster Map(System.Data.Common.DbDataReader row) => RosterJson.Read(row.GetString(0)).Value;
}
