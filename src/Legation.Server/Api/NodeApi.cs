using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Legation.Records.Http;
using Legation.Server.Accounts;
using Legation.Server.Communications;
using Legation.Server.Duty;
using Legation.Server.Events;
using Legation.Server.Nodes;
using Legation.Server.OneRecord;
using Microsoft.AspNetCore.Antiforgery;

namespace Legation.Server.Api;

/// <summary>The API's table of contents: everything under <c>/api/v1</c>.</summary>
internal static class NodeApi
{
    public static IServiceCollection AddNodeApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            // The answer is JSON and says so with nosniff: letters need no escapes.
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase)
            );
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails(ApiFailures.NameCode).AddExceptionHandler<ApiFailures>();
        services.AddOpenApi("v1", ApiDocument.Configure);
        return services.AddEvents();
    }

    public static void MapNodeApi(this WebApplication app, Action<RouteGroupBuilder>? more)
    {
        app.UseForgeryCheck();
        var api = app.MapGroup("/api/v1").Idempotent();
        api.MapGet("/me", Me.Get).WithTags("Account").WithSummary("Who the token or session belongs to.");
        api.MapEvents();
        api.MapLinks();
        api.MapDuty();
        api.MapAlarms();
        api.MapRecords();
        api.MapModules();
        more?.Invoke(api);
        app.MapOpenApi("/openapi/{documentName}.json");
    }

    // A browser sends its cookie along whoever wrote the page; a token is sent by programs on purpose.
    private static void UseForgeryCheck(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                var changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
                if (!changes || !IsApi(context) || TokenHandler.HasToken(context))
                    await next(context);
                else if (await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
                    await next(context);
                else
                    await ForgeryRefused.ExecuteAsync(context);
            }
        );

    public static bool IsApi(HttpContext context) => IsApi(context.Request.Path);

    public static bool IsApi(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static IResult ForgeryRefused { get; } =
        ApiResults.Problem(
            403,
            "forgery-check",
            "With a cookie, send the form's token as RequestVerificationToken; programs use Authorization: Bearer instead."
        );
}
