using Legation.Records.Http;
using Legation.Server.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Legation.Server.Accounts;

/// <summary>The browser's session: checked against session and account at each request.</summary>
internal sealed class SessionCookie : CookieAuthenticationEvents
{
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
        var signIns = context.HttpContext.RequestServices.GetRequiredService<SignIns>();
        if (
            SignedInClaims.SecretOf(context.Principal) is { } session
            && signIns.BySession(session.Digest) is { } signedIn
        )
        {
            var (account, acting) = signedIn;
            context.ReplacePrincipal(SignedInClaims.Of(account.Name, context.Scheme.Name, session, acting));
            SignedInClaims.Admit(context.HttpContext, signedIn, () => signIns.BySession(session.Digest));
        }
        else
            context.RejectPrincipal();
        return Task.CompletedTask;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
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
