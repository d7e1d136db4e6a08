using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Server.Accounts;

/// <summary>Tokens with which a person's programs call the API. Only the digest is kept.</summary>
internal sealed class AccessTokens(Ledger ledger, IRecordStore store, TimeProvider clock)
{
    /// <summary>Lets scanners recognise a token that leaked.</summary>
    public const string Prefix = "lgn_";

    public async Task<(string Id, Secret Secret)> MakeAsync(string account, string name, TimeSpan lifetime)
    {
        var secret = Secret.New(Prefix);
        var now = clock.GetUtcNow();
        var id = RecordId.New("token", now).ToString();
        await ledger.RunAsync(t =>
        {
            var (made, expires) = (now.ToMicroseconds(), (now + lifetime).ToMicroseconds());
            t.Execute(AccountSql.AddToken, id, secret.Digest.ToBytes(), account, name, made, expires);
            return t.Note(
                EntryType.AdministrativeAct,
                new
                {
                    act = "token-made",
                    account,
                    token = id,
                    name,
                    expires,
                }
            );
        });
        return (id, secret);
    }

    /// <summary>Those in use, by account.</summary>
    public IReadOnlyList<AccessToken> InUse()
    {
        using var session = store.OpenReader();
        return session.Query(
            AccountSql.Tokens,
            r => new AccessToken(
                r.GetString(0),
                r.GetString(1),
                r.GetString(2),
                Instants.FromMicroseconds(r.GetInt64(3))
            ),
            clock.GetUtcNow().ToMicroseconds()
        );
    }

    public Task<bool> RevokeAsync(string id) =>
        ledger.RunAsync(t =>
        {
            var revoked = t.Execute(
                "UPDATE access_token SET revoked = $1 WHERE id = $2 AND revoked IS NULL",
                t.Now.ToMicroseconds(),
                id
            );
            if (revoked > 0)
                t.Note(EntryType.AdministrativeAct, new { act = "token-revoked", token = id });
            return revoked > 0;
        });
}

/// <summary>A token as it is listed; the secret itself is not kept.</summary>
internal sealed record AccessToken(string Id, string Account, string Name, DateTimeOffset Expires);
