using Legation.Records.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Records.Http;

/// <summary>Registers what all modules' APIs have in common.</summary>
public static class ApiConventions
{
    /// <summary>Adds idempotency, cursors and the current principal.</summary>
    public static IServiceCollection AddApiConventions(this IServiceCollection services) =>
        services
            .AddModule(
                new ModuleDefinition(
                    "api",
                    [],
                    State:
                    [
                        EmbeddedSql.Read(typeof(ApiConventions), "idempotency.sql"),
                        EmbeddedSql.Read(typeof(ApiConventions), "idempotency-002.sql"),
                    ]
                )
            )
            .AddScoped<CurrentPrincipal>()
            .AddSingleton<PageCursor>()
            .AddSingleton<KeptAnswers>()
            .AddSingleton(provider => new IdempotentFilter(provider.GetRequiredService<KeptAnswers>()));

    /// <summary>Every POST of the group takes an Idempotency-Key.</summary>
    public static RouteGroupBuilder Idempotent(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (endpoint.RequestDelegate is { } inner)
                endpoint.RequestDelegate = context =>
                    context.RequestServices.GetRequiredService<IdempotentFilter>().InvokeAsync(context, inner);
        });
        return group;
    }
}
