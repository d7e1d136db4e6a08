using System.Security.Claims;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.Accounts;

/// <summary>What a request's identity carries: the name, and for a browser the secret of its session. All else is looked up.</summary>
internal static class SignedInClaims
{
    public const string Session = "session";

    public static ClaimsPrincipal Of(string account, string scheme, Secret? session = null)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.Name, account));
        // Form tokens are bound to this claim alone, so that a form outlives the session in which it was opened.
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, account));
        if (session is { } secret)
            identity.AddClaim(new Claim(Session, secret.Text));
        return new ClaimsPrincipal(identity);
    }

    public static Digest? SessionOf(ClaimsPrincipal? user) =>
        user?.FindFirst(Session)?.Value is { } text ? new Secret(text).Digest : null;

    /// <summary>Makes the account known to all that serves this request.</summary>
    public static void Admit(HttpContext context, Account account)
    {
        var services = context.RequestServices;
        services.GetRequiredService<CurrentPrincipal>().Value = services
            .GetRequiredService<AccountPrincipals>()
            .Of(account);
        services.GetRequiredService<CurrentAccount>().Value = account;
    }
}

/// <summary>The account that asks in this request.</summary>
internal sealed class CurrentAccount
{
    public Account? Value { get; set; }
}
