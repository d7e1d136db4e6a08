using System.Reflection;

namespace Legation.Server.Nodes;

/// <summary>The modules of a node: an explicit list, no scanning.</summary>
internal static class NodeModules
{
    /// <summary>Assemblies with pages.</summary>
    public static Assembly[] Pages => [];

    public static IServiceCollection AddModules(this IServiceCollection services) => services;

    /// <summary>Maps the modules' part of <c>/api/v1</c>.</summary>
    public static RouteGroupBuilder MapModules(this RouteGroupBuilder api) => api;
}
