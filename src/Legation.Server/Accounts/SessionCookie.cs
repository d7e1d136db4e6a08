using Legation.Records.Http;
using Legation.Server.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Legation.Server.Accounts;

/// <summary>The browser's session: checked against session and account at each request.</summary>
internal sealed class SessionCookie(SignIns signIns) : CookieAuthenticationEvents
{
    private IResult? refused;

    public static void Configure(CookieAuthenticationOptions options, NodeDescription node)
    {
        // Cookies do not tell ports apart: nodes on one host need names of their own.
        options.Cookie.Name = $"legation-{node.Code.ToLowerInvariant()}";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Sessions.Lifetime;
        options.SlidingExpiration = false;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "next";
        options.EventsType = typeof(SessionCookie);
    }

    public override Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (SignedInClaims.SecretOf(context.Principal) is { } session)
            Admit(context, session, ActingHeader.Of(context.Request));
        else
            context.RejectPrincipal();
        return Task.CompletedTask;
    }

    private void Admit(CookieValidatePrincipalContext context, Secret session, string? actsFor)
    {
        if (signIns.BySession(session.Digest, actsFor) is { } signedIn)
        {
            var (account, acting) = signedIn;
            context.ReplacePrincipal(SignedInClaims.Of(account.Name, context.Scheme.Name, session, acting));
            SignedInClaims.Admit(context.HttpContext, signedIn, () => signIns.BySession(session.Digest, actsFor));
            return;
        }
        context.RejectPrincipal();
        if (actsFor is not null && signIns.BySession(session.Digest) is { } other)
            refused = signIns.MayActFor(other.Account, actsFor) ? ActingHeader.OtherCapacity : ActingHeader.NotDeputy;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (refused is not null)
            return refused.ExecuteAsync(context.HttpContext);
        if (!IsForPeople(context.HttpContext))
            return ApiResults
                .Problem(401, "sign-in", "Send a token as Authorization: Bearer, or sign in.")
                .ExecuteAsync(context.HttpContext);
        if (!IsSubmitted(context.Request))
            return base.RedirectToLogin(context);
        // A redirect would drop what was typed; the status page shows it.
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!IsForPeople(context.HttpContext))
            return ApiResults
                .Problem(403, "duty", "Your account lacks the duty for this act.")
                .ExecuteAsync(context.HttpContext);
        // The status page says the same as for what does not exist.
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // By a person who looks at the answer, not by the script.
    private static bool IsSubmitted(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool IsForPeople(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
