using System.Globalization;
using Legation.Records.Http;
using Legation.Server.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Legation.Server.Api;

/// <summary>What the document says of every operation beside its own: how it refuses, and the headers that it takes.</summary>
internal static class ApiOperations
{
    private const string Problem = "Problem";
    private const string ProblemMedia = "application/problem+json";

    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any())
            return Task.CompletedTask;
        var version = metadata.OfType<TakesVersion>().FirstOrDefault();
        foreach (var header in Headers(context.Description.HttpMethod, version))
            (operation.Parameters ??= []).Add(header);
        foreach (var (status, meaning) in Refusals(context.Description.HttpMethod, operation, version))
            (operation.Responses ??= [])[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [ProblemMedia] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) },
                },
            };
        return Task.CompletedTask;
    }

    /// <summary>The form of every refusal.</summary>
    public static void AddProblem(OpenApiDocument document) =>
        document.AddComponent(
            Problem,
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Problem details (RFC 9457).",
                Required = new HashSet<string>(StringComparer.Ordinal) { "status", "code" },
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                {
                    ["type"] = Text("Reference of the status."),
                    ["title"] = Text("What kind of refusal."),
                    ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                    ["detail"] = Text("What is wrong and what to do, for people."),
                    ["code"] = Text("Stable name of the rule, for programs."),
                    ["errors"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Description = "Sentences by field.",
                        AdditionalProperties = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Array,
                            Items = new OpenApiSchema { Type = JsonSchemaType.String },
                        },
                    },
                },
            }
        );

    private static IEnumerable<IOpenApiParameter> Headers(string? method, TakesVersion? version)
    {
        yield return Header(
            ActingHeader.Name,
            required: false,
            "User name of whom you act for in this request; GET /me lists for whom you may."
        );
        if (method == HttpMethods.Post)
            yield return Header(
                IdempotentFilter.Header,
                required: false,
                "1 to 255 characters of your choice: the same request under the same key takes effect once."
            );
        if (version is not null)
            yield return Header("If-Match", version.Required, "The ETag of the version that you read.");
    }

    private static IEnumerable<(int Status, string Meaning)> Refusals(
        string? method,
        OpenApiOperation operation,
        TakesVersion? version
    )
    {
        yield return (StatusCodes.Status401Unauthorized, "No token, or one that is not valid.");
        yield return (StatusCodes.Status403Forbidden, "The act is not yours.");
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true)
            yield return (StatusCodes.Status404NotFound, "There is no such thing, or you may not see it.");
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true)
            yield return (StatusCodes.Status422UnprocessableEntity, "A parameter breaks a rule.");
        if (method == HttpMethods.Get)
            yield break;
        yield return (StatusCodes.Status409Conflict, "As things stand this cannot be done.");
        if (version is not null)
            yield return (StatusCodes.Status412PreconditionFailed, "It has changed since you read it.");
        if (version is { Required: true })
            yield return (StatusCodes.Status428PreconditionRequired, "If-Match is missing.");
        if (operation.RequestBody is not null)
        {
            yield return (StatusCodes.Status400BadRequest, "The body cannot be read.");
            yield return (StatusCodes.Status415UnsupportedMediaType, "The body is not application/json.");
            yield return (StatusCodes.Status422UnprocessableEntity, "A field breaks a rule.");
        }
        yield return (StatusCodes.Status503ServiceUnavailable, "The node cannot store it now; send it again later.");
    }

    private static OpenApiParameter Header(string name, bool required, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = required,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static OpenApiSchema Text(string description) =>
        new() { Type = JsonSchemaType.String, Description = description };
}
