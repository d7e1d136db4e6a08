using Legation.Dispatches.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;
using Legation.Records.Storage;
using Microsoft.AspNetCore.Identity;

namespace Legation.Server.Accounts;

/// <summary>The accounts of this node: finds them, makes them, changes them. Every change is an administrative act.</summary>
internal sealed class AccountRegister(
    Ledger ledger,
    IRecordStore store,
    IPasswordHasher<Account> hasher,
    TimeProvider clock
)
{
    private const int ShortestPassword = 12;

    public Account? Find(string name) => One(AccountSql.ByName, name);

    public Account? FindBySession(Digest session) => One(AccountSql.BySession, session.ToBytes(), Now);

    public Account? FindByToken(Digest token) => One(AccountSql.ByToken, token.ToBytes(), Now);

    public Account? FindByLink(Digest link) => One(AccountSql.ByLink, link.ToBytes(), Now);

    public IReadOnlyList<Account> All()
    {
        using var session = store.OpenReader();
        return session.Query(AccountSql.All, AccountSql.Map);
    }

    /// <summary>The hash under which a password is kept, or why it is none.</summary>
    public Outcome<string> HashOf(string password) =>
        password.Length < ShortestPassword
            ? new Refusal(
                RefusalKind.Invalid,
                "short-password",
                $"A password has at least {ShortestPassword} characters.",
                "password"
            )
            : hasher.HashPassword(null!, password);

    /// <summary>Makes an account; without the hash of a password it signs in by one-time link only.</summary>
    public async Task<Outcome<Account>> AddAsync(Account account)
    {
        if (!Account.IsName(account.Name))
            return new Refusal(
                RefusalKind.Invalid,
                "user-name",
                "A user name has 1 to 64 of a–z, 0–9, point, hyphen, underscore.",
                "name"
            );
        return await ledger.RunAsync(t => Add(t, account))
            ? account
            : new Refusal(RefusalKind.Conflict, "user-exists", $"There is a user {account.Name} already.", "name");
    }

    public Task<bool> DisableAsync(string name) =>
        ledger.RunAsync(t =>
        {
            if (t.Execute("UPDATE account SET disabled = 1 WHERE name = $1 AND disabled = 0", name) == 0)
                return false;
            EndSignIns(t, name);
            Deputyships.EndAllOf(t, name);
            t.Note(EntryType.AdministrativeAct, new { act = "account-disabled", account = name });
            EndAuthorityOf(t, name);
            return true;
        });

    /// <summary>Lets a disabled account sign in again; its tokens count again too.</summary>
    public Task<bool> EnableAsync(string name) =>
        ChangeAsync(
            "UPDATE account SET disabled = 0 WHERE name = $1 AND disabled = 1",
            name,
            new { act = "account-enabled", account = name }
        );

    public Task<bool> SetClearanceAsync(string name, string clearance, string by) =>
        ChangeAsync(
            "UPDATE account SET clearance = $2 WHERE name = $1",
            name,
            new
            {
                act = "account-clearance",
                account = name,
                clearance,
                by,
            },
            clearance
        );

    public Task<bool> SetDutiesAsync(string name, Duties duties) =>
        ledger.RunAsync(t =>
        {
            if (t.Execute("UPDATE account SET duties = $2 WHERE name = $1", name, (long)duties) == 0)
                return false;
            t.Note(
                EntryType.AdministrativeAct,
                new
                {
                    act = "account-duties",
                    account = name,
                    duties = duties.ToString(),
                }
            );
            if (!duties.HasFlag(Duties.Clear))
                EndAuthorityOf(t, name);
            return true;
        });

    /// <summary>Sets another password. Sessions and one-time links end; tokens stay unless they are revoked too.</summary>
    public Task<bool> SetPasswordAsync(string name, string hash, bool revokeTokens) =>
        ledger.RunAsync(t =>
        {
            if (t.Execute("UPDATE account SET password = $1 WHERE name = $2", hash, name) == 0)
                return false;
            EndSignIns(t, name);
            if (revokeTokens)
                t.Execute(AccountSql.RevokeTokens, t.Now.ToMicroseconds(), name);
            t.Note(
                EntryType.AdministrativeAct,
                new
                {
                    act = "account-password",
                    account = name,
                    revokeTokens,
                }
            );
            return true;
        });

    private Task<bool> ChangeAsync(string sql, string name, object act, params object?[] values) =>
        ledger.RunAsync(t =>
        {
            if (t.Execute(sql, [name, .. values]) == 0)
                return false;
            t.Note(EntryType.AdministrativeAct, act);
            return true;
        });

    private static void EndAuthorityOf(LedgerTransaction t, string name)
    {
        foreach (var account in t.Query(AccountSql.ByName, AccountSql.Map, name))
            LostAuthority.EndAllOf(t, new Author(account.Person, account.Post));
    }

    private static void EndSignIns(LedgerTransaction t, string name)
    {
        t.Execute("DELETE FROM account_session WHERE account = $1", name);
        t.Execute("DELETE FROM sign_in_link WHERE account = $1", name);
    }

    private static bool Add(LedgerTransaction t, Account account)
    {
        var added = t.Execute(
            AccountSql.Add,
            account.Name,
            account.Person.ToString(),
            account.Post.ToString(),
            account.Shown,
            account.Position,
            account.Password,
            (long)account.Duties,
            account.Clearance,
            t.Now.ToMicroseconds()
        );
        if (added == 0)
            return false;
        t.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = "account-made",
                account = account.Name,
                post = account.Post.ToString(),
                duties = account.Duties.ToString(),
                account.Clearance,
            }
        );
        return true;
    }

    private long Now => clock.GetUtcNow().ToMicroseconds();

    private Account? One(string sql, params ReadOnlySpan<object?> values)
    {
        using var session = store.OpenReader();
        return session.Query(sql, AccountSql.Map, values).SingleOrDefault();
    }
}
