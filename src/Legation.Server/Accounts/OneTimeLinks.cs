using Legation.Records;
using Legation.Records.Audit;
using Legation.Server.Nodes;

namespace Legation.Server.Accounts;

/// <summary>Addresses that sign somebody in once. Only the digest of their secret is kept.</summary>
internal sealed class OneTimeLinks(Ledger ledger, NodeDescription node, TimeProvider clock)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan InDemonstration = TimeSpan.FromHours(24);

    public async Task<Uri> MakeAsync(string account)
    {
        var secret = Secret.New();
        var expires = clock.GetUtcNow() + (node.Demonstration ? InDemonstration : Usual);
        await ledger.RunAsync(t =>
        {
            t.Execute("DELETE FROM sign_in_link WHERE expires < $1", t.Now.ToMicroseconds());
            t.Execute(AccountSql.AddLink, secret.Digest.ToBytes(), account, expires.ToMicroseconds());
            return t.Note(EntryType.AdministrativeAct, new { act = "sign-in-link-made", account });
        });
        return new Uri(node.Pages, $"/sign-in/{secret.Text}");
    }

    /// <summary>The account that the link signs in, once; null when it is spent, old or unknown.</summary>
    public Task<Account?> ConsumeAsync(Secret secret)
    {
        var digest = secret.Digest.ToBytes();
        return ledger.RunAsync(t =>
        {
            var account = t.Query(AccountSql.ByLink, AccountSql.Map, digest, t.Now.ToMicroseconds()).SingleOrDefault();
            t.Execute("DELETE FROM sign_in_link WHERE digest = $1", digest);
            if (account is not null)
                t.Note(EntryType.AdministrativeAct, new { act = "sign-in-link-used", account = account.Name });
            return account;
        });
    }
}
