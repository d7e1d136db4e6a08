using System.Security.Claims;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.Accounts;

/// <summary>What a request's identity carries: the name, and for a browser the secret of its session. All else is looked up.</summary>
internal static class SignedInClaims
{
    public const string Session = "session";

    public static ClaimsPrincipal Of(string account, string scheme, Secret? session = null, Acting? acting = null)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.Name, account));
        // Form tokens are bound to this claim alone, so that a form outlives the session in which it was opened, and
        // none that was opened in another's name is taken in one's own.
        var capacity = acting is null ? account : $"{account} {acting.Deputyship.Id}";
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, capacity));
        if (session is { } secret)
            identity.AddClaim(new Claim(Session, secret.Text));
        return new ClaimsPrincipal(identity);
    }

    public static Digest? SessionOf(ClaimsPrincipal? user) => SecretOf(user)?.Digest;

    public static Secret? SecretOf(ClaimsPrincipal? user) =>
        user?.FindFirst(Session)?.Value is { } text ? new Secret(text) : null;

    /// <summary>Makes the account known to all that serves this request.</summary>
    public static void Admit(HttpContext context, SignedIn signedIn, Func<SignedIn?> anew)
    {
        var services = context.RequestServices;
        services.GetRequiredService<CurrentPrincipal>().Value = services
            .GetRequiredService<SignIns>()
            .PrincipalOf(signedIn);
        var current = services.GetRequiredService<CurrentAccount>();
        (current.Value, current.Acting, current.Anew) = (signedIn.Account, signedIn.Acting, anew);
    }
}

/// <summary>The account that asks in this request.</summary>
internal sealed class CurrentAccount
{
    public Account? Value { get; set; }

    /// <summary>For whom it acts; null: for itself.</summary>
    public Acting? Acting { get; set; }

    /// <summary>
    /// Looks again by what the request has shown, for an answer that goes on; null from it: that counts no longer.
    /// </summary>
    public Func<SignedIn?> Anew { get; set; } = () => null;
}
