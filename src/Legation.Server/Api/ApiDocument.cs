using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Legation.Server.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    private const string Scheme = "token";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description =>
            description.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        options.AddOperationTransformer(ApiOperations.DescribeAsync);
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Legation",
                    Version = "v1",
                    Description =
                        "What you may not see does not exist: it answers 404. Refusals are problem details (RFC 9457) with a stable code. "
                        + "Every POST takes an Idempotency-Key; lists take limit (1 to 200) and next. "
                        + "A deputy names whom he acts for in Acting-For: he then asks with that person's post and duties and his own clearance, and what he writes names both.",
                };
                document.Components ??= new OpenApiComponents();
                ApiOperations.AddProblem(document);
                document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(
                    StringComparer.Ordinal
                );
                document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "A personal access token, which begins with lgn_.",
                };
                document.Security =
                [
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] },
                ];
                return Task.CompletedTask;
            }
        );
    }
}
