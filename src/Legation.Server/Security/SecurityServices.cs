using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Server.Security;

/// <summary>Registers what the security officer's pages need.</summary>
internal static class SecurityServices
{
    public static IServiceCollection AddSecurityPages(this IServiceCollection services) =>
        services
            .AddModule(
                new ModuleDefinition(
                    "security",
                    [],
                    State:
                    [
                        EmbeddedSql.Read(typeof(SecurityServices), "security.sql"),
                        EmbeddedSql.Read(typeof(SecurityServices), "security-002.sql"),
                    ]
                )
            )
            .AddSingleton<ClearedParties>()
            .AddSingleton<DecisionReading>()
            .AddSingleton<DecisionLog>()
            .AddSingleton<DecisionsExport>()
            .AddScoped<INavigationSource, SecurityNavigation>();
}

/// <summary>The section in the rail, for the security officer alone: how many policies wait.</summary>
internal sealed class SecurityNavigation(Records.Policies.PolicyRegister register, CurrentPrincipal current)
    : INavigationSource
{
    public ValueTask<IReadOnlyList<NavigationEntry>> EntriesAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<NavigationEntry>>(
            current.Required.Duties.HasFlag(Duties.Secure)
                ? [new NavigationEntry("Security", "/security", 95, register.CountWaiting())]
                : []
        );
}
