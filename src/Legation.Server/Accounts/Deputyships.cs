using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Server.Accounts;

/// <summary>
/// Who acts for whom on this node. Every change is an administrative act; one ends by itself at its time, and with
/// either account.
/// </summary>
internal sealed class Deputyships(Ledger ledger, IRecordStore store, TimeProvider clock)
{
    /// <summary>For whom the account may act now.</summary>
    public IReadOnlyList<Acting> InForce(string deputy)
    {
        using var session = store.OpenReader();
        return session.Query(DeputyshipSql.OfDeputy, DeputyshipSql.MapActing, deputy, Now);
    }

    /// <summary>For whom a session acts; null: for its own account, also when what it chose has ended.</summary>
    public Acting? OfSession(Digest session)
    {
        using var reader = store.OpenReader();
        return reader.Query(DeputyshipSql.OfSession, DeputyshipSql.MapActing, session.ToBytes(), Now).SingleOrDefault();
    }

    /// <summary>Whether a session has chosen to act for somebody, be it still in force or not.</summary>
    public bool HasChosen(Digest session)
    {
        using var reader = store.OpenReader();
        return reader.Query(DeputyshipSql.Chosen, r => r.GetInt32(0), session.ToBytes()).Count > 0;
    }

    /// <summary>All that are in force or to come, the earliest first.</summary>
    public IReadOnlyList<Deputyship> All()
    {
        using var session = store.OpenReader();
        return session.Query(DeputyshipSql.All, DeputyshipSql.Map, Now);
    }

    /// <summary>Those in which the account acts or is acted for.</summary>
    public IReadOnlyList<Deputyship> Of(string account) =>
        [.. All().Where(deputyship => deputyship.Deputy == account || deputyship.For == account)];

    /// <summary>Appoints a deputy; the id is given anew.</summary>
    public async Task<Outcome<Deputyship>> AppointAsync(Deputyship asked)
    {
        if (DeputyshipRules.Problem(asked, clock.GetUtcNow()) is { } problem)
            return problem;
        var made = asked with
        {
            Id = RecordId.New(Deputyship.IdKind, clock.GetUtcNow()),
            From = asked.From.ToUniversalTime(),
            Until = asked.Until.ToUniversalTime(),
            Authority = asked.Authority.Trim(),
        };
        return await ledger.RunAsync<Outcome<Deputyship>>(t =>
        {
            if (!MayDo(t, made.Deputy))
                return DeputyshipRules.NoSuchDeputy;
            if (!MayDo(t, made.For))
                return DeputyshipRules.NobodyToActFor;
            if (t.Query(DeputyshipSql.Overlapping, r => r.GetInt32(0), Times(made)).Count > 0)
                return DeputyshipRules.Overlapping;
            t.Execute(DeputyshipSql.DropPast, t.Now.ToMicroseconds());
            Add(t, made);
            return made;
        });
    }

    /// <summary>Ends one at once; false if there is none of that id, or it has ended.</summary>
    public Task<bool> EndAsync(RecordId id, string by) =>
        ledger.RunAsync(t =>
        {
            if (t.Query(DeputyshipSql.ById, DeputyshipSql.Map, id.ToString()).SingleOrDefault() is not { } ended)
                return false;
            t.Execute(DeputyshipSql.Drop, id.ToString());
            Note(t, "deputy-ended", ended, by);
            return true;
        });

    /// <summary>From the next request on the session acts under this deputyship; null: for its own account.</summary>
    public Task<bool> ChooseAsync(Digest session, string account, RecordId? chosen) =>
        ledger.RunAsync(t =>
        {
            var acting = t.Query(DeputyshipSql.OfDeputy, DeputyshipSql.MapActing, account, t.Now.ToMicroseconds())
                .Find(one => one.Deputyship.Id == chosen);
            if (chosen is not null && acting is null)
                return false;
            t.Execute(DeputyshipSql.Choose, session.ToBytes(), acting?.Deputyship.Id.ToString());
            t.Note(
                EntryType.AdministrativeAct,
                new
                {
                    act = "acting-for",
                    account,
                    @for = acting?.For.Name ?? account,
                    deputyship = acting?.Deputyship.Id.ToString() ?? "",
                }
            );
            return true;
        });

    /// <summary>Who is disabled neither acts nor is acted for; enabling him brings none of it back.</summary>
    public static void EndAllOf(LedgerTransaction transaction, string account) =>
        transaction.Execute(DeputyshipSql.DropOfAccount, account);

    private long Now => clock.GetUtcNow().ToMicroseconds();

    private static bool MayDo(LedgerTransaction t, string account) =>
        t.Query(DeputyshipSql.MayDo, r => r.GetInt32(0), account).Count > 0;

    private static object?[] Times(Deputyship made) =>
        [made.Deputy, made.For, made.From.ToMicroseconds(), made.Until.ToMicroseconds()];

    private static void Add(LedgerTransaction t, Deputyship made)
    {
        t.Execute(
            DeputyshipSql.Add,
            made.Id.ToString(),
            made.Deputy,
            made.For,
            made.From.ToMicroseconds(),
            made.Until.ToMicroseconds(),
            made.Authority,
            made.By
        );
        Note(t, "deputy-appointed", made, made.By);
    }

    private static void Note(LedgerTransaction t, string act, Deputyship deputyship, string by) =>
        t.Note(
            EntryType.AdministrativeAct,
            new
            {
                act,
                deputyship = deputyship.Id.ToString(),
                deputyship.Deputy,
                deputyship.For,
                deputyship.From,
                deputyship.Until,
                deputyship.Authority,
                by,
            }
        );
}
