using Microsoft.AspNetCore.Diagnostics;

namespace Legation.Server.Api;

/// <summary>Answers without content get one: problem details in the API, a page for people.</summary>
internal static class FailurePages
{
    public static void UseFailurePages(this WebApplication app)
    {
        app.UseExceptionHandler("/error");
        app.UseWhen(NodeApi.IsApi, api => api.UseStatusCodePages());
        app.UseWhen(context => !NodeApi.IsApi(context), pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
        // The page that says what went wrong is read, even where something was to be written.
        app.Use(
            (context, next) =>
            {
                if (IsAnotherTurn(context))
                    context.Request.Method = HttpMethods.Get;
                return next(context);
            }
        );
    }

    private static bool IsAnotherTurn(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerPathFeature>() is not null;
}
