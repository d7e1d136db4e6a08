using Legation.Records;
using Legation.Records.Audit;

namespace Legation.Server.Accounts;

/// <summary>Who is signed in with a browser. A session ends when it is signed out, whatever copies of its cookie exist.</summary>
internal sealed class Sessions(Ledger ledger)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public async Task<Secret> BeginAsync(string account, string how)
    {
        var secret = Secret.New();
        await ledger.RunAsync(t =>
        {
            t.Execute("DELETE FROM account_session WHERE expires < $1", t.Now.ToMicroseconds());
            var (now, end) = (t.Now.ToMicroseconds(), (t.Now + Lifetime).ToMicroseconds());
            t.Execute(AccountSql.AddSession, secret.Digest.ToBytes(), account, now, end);
            return t.Note(
                EntryType.AdministrativeAct,
                new
                {
                    act = "signed-in",
                    account,
                    how,
                }
            );
        });
        return secret;
    }

    public Task EndAsync(Digest session) =>
        ledger.RunAsync(t =>
        {
            var account = t.Query(AccountSql.AccountOfSession, r => r.GetString(0), session.ToBytes())
                .SingleOrDefault();
            if (account is null)
                return false;
            t.Execute("DELETE FROM account_session WHERE digest = $1", session.ToBytes());
            t.Note(EntryType.AdministrativeAct, new { act = "signed-out", account });
            return true;
        });
}
