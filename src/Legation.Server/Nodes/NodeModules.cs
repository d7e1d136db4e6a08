using System.Reflection;
using Legation.Dispatches;
using Legation.Dispatches.Api;
using Legation.Dispatches.Release;
using Legation.Organisations;
using Legation.Organisations.Api;

namespace Legation.Server.Nodes;

/// <summary>The modules of a node: an explicit list, no scanning.</summary>
internal static class NodeModules
{
    /// <summary>Assemblies with pages.</summary>
    public static Assembly[] Pages => [typeof(OrganisationsModule).Assembly, typeof(DispatchesModule).Assembly];

    public static IServiceCollection AddModules(this IServiceCollection services, NodeDescription node) =>
        services.AddSingleton(new NodeCode(node.Code)).AddOrganisations().AddDispatches();

    /// <summary>Maps what the modules' pages need beside themselves.</summary>
    public static void MapModulePages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDirectoryPages();
        endpoints.MapDispatchPages();
    }

    /// <summary>Maps the modules' part of <c>/api/v1</c>.</summary>
    public static void MapModules(this RouteGroupBuilder api)
    {
        api.MapDirectoryApi();
        api.MapDispatchesApi();
    }
}
