using Legation.Organisations.Browse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Legation.Organisations;

/// <summary>What the pages need beside themselves.</summary>
public static class DirectoryPages
{
    /// <summary>Maps the list as a file.</summary>
    public static void MapDirectoryPages(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet($"{DirectoryAddress.List}.csv", DirectoryExport.Answer)
            .RequireAuthorization()
            .ExcludeFromDescription();
}
