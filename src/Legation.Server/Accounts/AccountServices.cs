using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Deputies;
using Legation.Server.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Legation.Server.Accounts;

/// <summary>Registers accounts and the two ways to sign in: a browser's session and a program's token.</summary>
internal static class AccountServices
{
    private const string ByCookieOrToken = "Legation";

    public static IServiceCollection AddAccounts(this IServiceCollection services, NodeDescription node)
    {
        services
            .AddModule(
                new ModuleDefinition(
                    "accounts",
                    [],
                    State:
                    [
                        EmbeddedSql.Read(typeof(AccountServices), "accounts.sql"),
                        EmbeddedSql.Read(typeof(AccountServices), "accounts-002.sql"),
                    ]
                )
            )
            .AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>()
            .AddSingleton<AccountRegister>()
            .AddSingleton<OneTimeLinks>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<Sessions>()
            .AddSingleton<Deputyships>()
            .AddSingleton<SignIns>()
            .AddSingleton<DeputyWords>()
            .AddSingleton<PasswordSignIn>()
            .AddSingleton<SignInPace>()
            .AddSingleton<IPrincipals, AuthorPrincipals>()
            .AddSingleton(provider => new AccountPrincipals(
                provider.GetRequiredService<NodeIdentity>(),
                provider.GetService<IPostDirectory>()
            ))
            .AddScoped<CurrentAccount>()
            .AddScoped<SessionCookie>()
            .AddScoped<BrowserSignIn>();
        services
            .AddAuthentication(ByCookieOrToken)
            .AddPolicyScheme(ByCookieOrToken, null, options => options.ForwardDefaultSelector = Choose)
            .AddCookie(options => SessionCookie.Configure(options, node))
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Name, null);
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    private static string Choose(HttpContext context) =>
        TokenHandler.HasToken(context) ? TokenHandler.Name : CookieAuthenticationDefaults.AuthenticationScheme;
}
