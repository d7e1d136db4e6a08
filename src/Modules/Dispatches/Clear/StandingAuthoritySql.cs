using System.Data.Common;
using Legation.Dispatches.Contracts;
using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Dispatches.Clear;

/// <summary>Standing authorities as stored, and what the journal says of them.</summary>
internal static class StandingAuthoritySql
{
    private const string SelectAll =
        "SELECT id, sender, person, post, flash_only, since, after_seq FROM dispatch_standing ORDER BY since, id";

    private const string Insert = """
        INSERT INTO dispatch_standing (id, sender, person, post, flash_only, since, after_seq)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    public static List<StandingAuthority> All(IRecordStore store)
    {
        using var session = store.OpenReader();
        return session.Query(SelectAll, Map);
    }

    public static List<StandingAuthority> All(LedgerTransaction transaction) => transaction.Query(SelectAll, Map);

    public static bool Any(IRecordStore store)
    {
        using var session = store.OpenReader();
        return session.Query("SELECT 1 FROM dispatch_standing LIMIT 1", r => r.GetInt32(0)).Count > 0;
    }

    public static bool IsInForce(LedgerTransaction transaction, RecordId id) =>
        transaction.Query("SELECT 1 FROM dispatch_standing WHERE id = $1", r => r.GetInt32(0), id.ToString()).Count > 0;

    /// <summary>Null: the same person has given it over the same sender already.</summary>
    public static StandingAuthority? Give(LedgerTransaction transaction, StandingAuthority asked, string by)
    {
        if (All(transaction).Exists(one => one.Giver == asked.Giver && one.Sender == asked.Sender))
            return null;
        var given = asked with { Since = transaction.Now, After = Note(transaction, "given", asked, by) };
        transaction.Execute(
            Insert,
            given.Id.ToString(),
            given.Sender.ToString(),
            given.Giver.Person.ToString(),
            given.Giver.Post.ToString(),
            given.FlashOnly ? 1L : 0L,
            given.Since.ToMicroseconds(),
            given.After
        );
        return given;
    }

    public static void End(LedgerTransaction transaction, StandingAuthority ended, string by, string? because = null)
    {
        transaction.Execute("DELETE FROM dispatch_standing WHERE id = $1", ended.Id.ToString());
        Note(transaction, "ended", ended, by, because);
    }

    private static long Note(
        LedgerTransaction transaction,
        string what,
        StandingAuthority authority,
        string by,
        string? because = null
    ) =>
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = $"standing-authority-{what}",
                id = authority.Id.ToString(),
                sender = authority.Sender.ToString(),
                person = authority.Giver.Person.ToString(),
                post = authority.Giver.Post.ToString(),
                precedences = authority.FlashOnly ? "flash" : "all",
                by,
                because,
            }
        );

    private static StandingAuthority Map(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            RecordId.Parse(row.GetString(1)),
            new Author(RecordId.Parse(row.GetString(2)), RecordId.Parse(row.GetString(3))),
            row.GetInt64(4) != 0,
            Instants.FromMicroseconds(row.GetInt64(5)),
            row.GetInt64(6)
        );
}
