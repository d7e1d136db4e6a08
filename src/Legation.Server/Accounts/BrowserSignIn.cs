using Legation.Server.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Legation.Server.Accounts;

/// <summary>Begins and ends the session of the browser that asks.</summary>
internal sealed class BrowserSignIn(IHttpContextAccessor http, Sessions sessions, ILogger<BrowserSignIn> log)
{
    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("Only within a request.");

    public async Task BeginAsync(Account account, string how)
    {
        if (SignedInClaims.SessionOf(Context.User) is { } before)
            await sessions.EndAsync(before);
        var session = await sessions.BeginAsync(account.Name, how);
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        await Context.SignInAsync(scheme, SignedInClaims.Of(account.Name, scheme, session));
        ServerLog.SignedIn(log, how);
    }

    public async Task EndAsync()
    {
        if (SignedInClaims.SessionOf(Context.User) is { } session)
            await sessions.EndAsync(session);
        await Context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>Where to go after signing in: a path on this node, whatever the address asked for.</summary>
    public static string SafeReturn(string? next) =>
        next is ['/', ..] and not ['/', '/' or '\\', ..]
        && !next.Any(char.IsControl)
        && !next.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase)
            ? next
            : "/";
}
