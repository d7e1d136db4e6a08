using System.Reflection;
using Legation.Dispatches;
using Legation.Dispatches.Api;
using Legation.Dispatches.Release;
using Legation.Organisations;

namespace Legation.Server.Nodes;

/// <summary>The modules of a node: an explicit list, no scanning.</summary>
internal static class NodeModules
{
    /// <summary>Assemblies with pages.</summary>
    public static Assembly[] Pages => [typeof(OrganisationsModule).Assembly, typeof(DispatchesModule).Assembly];

    public static IServiceCollection AddModules(this IServiceCollection services) =>
        services
            .AddOrganisations()
            .AddDispatches()
            .AddSingleton(provider => new NodeCode(provider.GetRequiredService<NodeDescription>().Code));

    /// <summary>Maps the modules' part of <c>/api/v1</c>.</summary>
    public static void MapModules(this RouteGroupBuilder api) => api.MapDispatchesApi();
}
