using System.Text.Encodings.Web;
using Legation.Records.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Legation.Server.Accounts;

/// <summary>Signs a program in by its token (RFC 6750 §2.1), for the API alone.</summary>
internal sealed class TokenHandler(
    AccountRegister accounts,
    SignIns signIns,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Token";

    private const string Bearer = "Bearer ";
    private bool notDeputy;

    /// <summary>True if the request shows a token, good or bad: then its cookie counts for nothing.</summary>
    public static bool HasToken(HttpContext context) => !string.IsNullOrEmpty(context.Request.Headers.Authorization);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        var header = Request.Headers.Authorization.ToString();
        if (
            !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            || !Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal)
                && !Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal)
        )
            return AuthenticateResult.NoResult();
        var token = new Secret(header[Bearer.Length..].Trim());
        if (accounts.FindByToken(token.Digest) is not { } account)
            return AuthenticateResult.Fail("The token is unknown, has expired or was revoked.");
        var actsFor = ActingHeader.Of(Request);
        if (signIns.ByToken(token.Digest, actsFor) is not { } signedIn)
        {
            notDeputy = true;
            return AuthenticateResult.Fail(ActingHeader.NotDeputySentence);
        }
        SignedInClaims.Admit(Context, signedIn, () => signIns.ByToken(token.Digest, actsFor));
        return AuthenticateResult.Success(new AuthenticationTicket(SignedInClaims.Of(account.Name, Name), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (notDeputy)
            return ActingHeader.NotDeputy.ExecuteAsync(Context);
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiResults
            .Problem(401, "token", "The token is unknown, has expired or was revoked.")
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiResults.Problem(403, "duty", "Your account lacks the duty for this act.").ExecuteAsync(Context);
}
