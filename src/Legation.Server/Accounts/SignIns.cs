using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.Accounts;

/// <summary>Who asks: an account, and for whom it acts; null: for itself.</summary>
internal sealed record SignedIn(Account Account, Acting? Acting);

/// <summary>Says who is signed in by a session or a token, as account, session and deputyship stand now.</summary>
internal sealed class SignIns(AccountRegister accounts, Deputyships deputyships, AccountPrincipals principals)
{
    /// <summary>Null: the session has ended.</summary>
    public SignedIn? BySession(Digest session) =>
        accounts.FindBySession(session) is { } account ? new(account, deputyships.OfSession(session)) : null;

    /// <summary>Null: the session has ended, or does not act for the account that is named.</summary>
    public SignedIn? BySession(Digest session, string? actsFor) =>
        BySession(session) is { } signedIn && (actsFor is null || signedIn.Acting?.For.Name == actsFor)
            ? signedIn
            : null;

    /// <summary>Whether the account is now deputy of the one that is named.</summary>
    public bool MayActFor(Account account, string other) => Find(account, other) is not null;

    /// <summary>Null: the token does not count, or its account does not act for the one that is named.</summary>
    public SignedIn? ByToken(Digest token, string? actsFor)
    {
        if (accounts.FindByToken(token) is not { } account)
            return null;
        if (actsFor is null)
            return new SignedIn(account, null);
        return Find(account, actsFor) is { } acting ? new SignedIn(account, acting) : null;
    }

    /// <summary>Who that is for the access rule.</summary>
    public Principal PrincipalOf(SignedIn signedIn) => principals.Of(signedIn.Account, signedIn.Acting);

    private Acting? Find(Account account, string other) =>
        deputyships.InForce(account.Name).FirstOrDefault(acting => acting.For.Name == other);
}
