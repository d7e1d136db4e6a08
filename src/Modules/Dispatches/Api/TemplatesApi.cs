using Legation.Dispatches.Templates;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches.Api;

/// <summary>Templates over HTTP.</summary>
internal static class TemplatesApi
{
    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        api.MapGet("/templates", List).WithSummary("How dispatches of some sorts usually begin");
        api.MapGet("/templates/{name}", Read).WithSummary("The subject and the text with which one begins today");
    }

    private static IResult List() =>
        TypedResults.Ok(
            new
            {
                Items = DispatchTemplates.All.Select(one => new
                {
                    Id = one.Slug,
                    one.Name,
                    one.Purpose,
                }),
            }
        );

    private static IResult Read(string name, [FromServices] DispatchTemplates templates)
    {
        if (DispatchTemplates.Find(name) is not { } template)
            return DispatchRefusals.NoSuchTemplate.ToResult();
        var beginning = templates.Begin(template);
        return TypedResults.Ok(
            new
            {
                Id = template.Slug,
                template.Name,
                beginning.Subject,
                beginning.Text,
            }
        );
    }
}
