using Legation.Organisations.Browse;
using Legation.Organisations.Cards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Legation.Organisations;

/// <summary>What the pages need beside themselves.</summary>
public static class DirectoryPages
{
    /// <summary>Maps the list and single entries as files.</summary>
    public static void MapDirectoryPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet($"{DirectoryAddress.List}.csv", DirectoryExport.Answer)
            .RequireAuthorization()
            .ExcludeFromDescription();
        endpoints.MapGroup("").ExcludeFromDescription().MapCards();
    }
}
